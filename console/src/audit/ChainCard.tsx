import { useQuery } from "@tanstack/react-query";
import { audit } from "../api/audit.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";

/** The newest link of the chain of hashes, and how to prove the whole of it. The console proves nothing itself. */
export function ChainCard({ environment }: { environment: string }) {
  const question = useQuery(audit(environment, { limit: 1 }));
  return (
    <Card title="Chain of hashes">
      <Loaded question={question} lines={1}>
        {({ entries: [newest] }) => (
          <div className="max-w-prose space-y-2 px-4 py-4 text-13 sm:px-5">
            <p>
              Each change carries a hash over itself and the change before it. Keep the newest one
              somewhere else: nobody can then edit or remove a change unseen.
            </p>
            {newest?.hash && (
              <p>
                Newest: change {newest.seq},{" "}
                <code className="select-all break-all text-12">{newest.hash}</code>
              </p>
            )}
            <p className="text-muted">
              <code className="break-words text-12">
                ./rimlight control audit --data FOLDER --head HASH
              </code>{" "}
              recomputes all of them and names the first that was edited or is missing.
            </p>
          </div>
        )}
      </Loaded>
    </Card>
  );
}
