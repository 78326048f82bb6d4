import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { tokens } from "../api/tokens.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { MakeTokenDialog } from "./MakeTokenDialog.tsx";
import { TokenItem } from "./TokenItem.tsx";

/** By which programs are known. */
export function Tokens() {
  const { environment } = useParams({ from: "/environments/$environment/settings/tokens" });
  const question = useQuery(tokens(environment));
  const [making, setMaking] = useState(false);
  return (
    <Card
      title="Tokens"
      aside={
        <Button onClick={() => setMaking(true)}>
          <KeyRound aria-hidden size={15} />
          Make a token…
        </Button>
      }
    >
      <Loaded question={question}>
        {({ tokens: all }) =>
          all.length === 0 ? (
            <Empty title="No token yet">
              A program, such as an edge or a pipeline, needs one to ask the control plane.
            </Empty>
          ) : (
            <ul className="divide-y divide-line">
              {all.map((token) => (
                <TokenItem key={token.id} environment={environment} token={token} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <MakeTokenDialog environment={environment} onClose={() => setMaking(false)} />}
    </Card>
  );
}
