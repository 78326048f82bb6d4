import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { AuditEntry } from "../api/documents.ts";
import { audit } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Search } from "../kit/Search.tsx";
import { AuditList } from "./AuditList.tsx";

const FROM = "/environments/$environment/audit";

export function AuditPage() {
  const { environment } = useParams({ from: FROM });
  const { q = "" } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(audit(environment));
  return (
    <Page
      title="Audit log"
      beside={
        <Search
          label="Find who or what"
          text={q}
          onText={(text) =>
            void navigate({ search: text === "" ? {} : { q: text }, replace: true })
          }
        />
      }
    >
      <Card title="The newest 200 changes">
        <Loaded question={question} lines={8}>
          {({ entries }) => <Found entries={entries} search={q} />}
        </Loaded>
      </Card>
    </Page>
  );
}

function Found({ entries, search }: { entries: AuditEntry[]; search: string }) {
  if (entries.length === 0) {
    return <Empty title="Nothing has been changed yet">Every change will be listed here.</Empty>;
  }
  const word = search.toLowerCase();
  const found = entries.filter(({ by, action, key, sentence }) =>
    `${by} ${action} ${key ?? ""} ${sentence}`.toLowerCase().includes(word),
  );
  return found.length === 0 ? (
    <Empty title="No change matches">None of the newest 200 has “{search}”.</Empty>
  ) : (
    <AuditList entries={found} />
  );
}
