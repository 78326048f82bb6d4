import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { audit } from "../api/audit.ts";
import { AuditList } from "../audit/AuditList.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";

const SHOWN = 8;

export function RecentChanges({ environment }: { environment: string }) {
  const question = useQuery(audit(environment, { limit: SHOWN }));
  return (
    <Card
      title="Recent changes"
      aside={
        <Link
          to="/environments/$environment/audit"
          params={{ environment }}
          className="text-13 underline underline-offset-2"
        >
          Audit log
        </Link>
      }
    >
      <Loaded question={question} lines={SHOWN}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title="Nothing has been changed yet">Every change will be listed here.</Empty>
          ) : (
            <AuditList environment={environment} entries={entries} brief />
          )
        }
      </Loaded>
    </Card>
  );
}
