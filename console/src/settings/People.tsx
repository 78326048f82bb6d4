import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { people } from "../api/people.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { AddPersonDialog } from "./AddPersonDialog.tsx";
import { PersonItem } from "./PersonItem.tsx";

/** Who may do what. */
export function People() {
  const { environment } = useParams({ from: "/environments/$environment/settings/people" });
  const question = useQuery(people(environment));
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title="People"
      aside={
        <Button onClick={() => setAdding(true)}>
          <UserPlus aria-hidden size={15} />
          Add somebody…
        </Button>
      }
    >
      <Loaded question={question}>
        {({ accounts }) => (
          <ul className="divide-y divide-line">
            {accounts.map((account) => (
              <PersonItem
                key={`${account.name} ${account.environment}`}
                environment={environment}
                account={account}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {adding && <AddPersonDialog environment={environment} onClose={() => setAdding(false)} />}
    </Card>
  );
}
