import { Pencil } from "lucide-react";
import { useState } from "react";
import type { Flag } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { day } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { DetailsDialog } from "./DetailsDialog.tsx";

/** Whose the flag is and until when; with a way to change it where that is allowed. */
export function DetailsCard({
  flag,
  onFlag,
}: {
  flag: Flag;
  onFlag?: (change: (flag: Flag) => Flag) => void;
}) {
  const [editing, setEditing] = useState(false);
  const facts: [keyof Flag, string, string][] = [
    ["on", "Switched", flag.on ? "on" : "off"],
    ["owner", "Owner", flag.owner ?? "–"],
    ["expires", "To be gone by", flag.expires === undefined ? "–" : day(Date.parse(flag.expires))],
    ["tags", "Tags", flag.tags === undefined ? "–" : flag.tags.join(", ")],
  ];
  return (
    <Card
      title="Details"
      aside={
        onFlag && (
          <Button aria-label="Edit details" onClick={() => setEditing(true)}>
            <Pencil aria-hidden size={15} />
            Edit…
          </Button>
        )
      }
    >
      <div className="space-y-4 px-4 py-4 sm:px-5">
        {flag.description && (
          <p className="max-w-prose whitespace-pre-wrap">
            {flag.description}
            <FaultsAt pointer="/description" />
          </p>
        )}
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {facts.map(([field, term, fact]) => (
            <div key={field} className="min-w-0">
              <dt className="text-12 text-muted">{term}</dt>
              <dd className="break-words font-medium">
                {fact}
                <FaultsAt pointer={`/${field}`} />
              </dd>
            </div>
          ))}
        </dl>
        <FaultsAt pointer="/name" />
      </div>
      {editing && onFlag && (
        <DetailsDialog flag={flag} onFlag={onFlag} onClose={() => setEditing(false)} />
      )}
    </Card>
  );
}
