import { useQuery } from "@tanstack/react-query";
import { type Place, versions } from "../api/history.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Pager } from "../kit/Pager.tsx";
import { VersionItem } from "./VersionItem.tsx";

export function VersionsCard({
  place,
  present,
  before,
  onCompare,
  onBefore,
}: {
  place: Place;
  present: number;
  before: number | undefined;
  onCompare: (version: number) => void;
  onBefore: (before: number | undefined) => void;
}) {
  const question = useQuery(versions(place, before));
  return (
    <Card title="Versions">
      <Loaded question={question} lines={5}>
        {({ versions: all, next }) => (
          <>
            <ol className="divide-y divide-line">
              {all.map((version) => (
                <VersionItem
                  key={version.version}
                  version={version}
                  present={present}
                  onCompare={onCompare}
                />
              ))}
            </ol>
            <Pager>
              {before !== undefined && (
                <Button onClick={() => onBefore(undefined)}>The newest</Button>
              )}
              {next !== undefined && <Button onClick={() => onBefore(next)}>Older</Button>}
            </Pager>
          </>
        )}
      </Loaded>
    </Card>
  );
}
