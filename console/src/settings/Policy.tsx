import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { policy } from "../api/publishing.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { PolicyForm } from "./PolicyForm.tsx";

/** What publishing needs in this environment, when nothing is published, and who may kill. */
export function Policy() {
  const { environment } = useParams({ from: "/environments/$environment/settings/policy" });
  const question = useQuery(policy(environment));
  return (
    <Card title={`Policy of ${environment}`}>
      <Loaded question={question}>
        {(entry) => <PolicyForm key={entry.version} environment={environment} entry={entry} />}
      </Loaded>
    </Card>
  );
}
