import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { audit } from "../api/audit.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Pager, PagerLink } from "../kit/Pager.tsx";
import { AuditFilter } from "./AuditFilter.tsx";
import { AuditList } from "./AuditList.tsx";
import { ChainCard } from "./ChainCard.tsx";

const FROM = "/environments/$environment/audit";

export function AuditPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(audit(environment, search));
  const { before, ...filter } = search;
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page title="Audit log">
      <AuditFilter
        key={JSON.stringify(filter)}
        filter={filter}
        onFilter={(next) => void navigate({ search: next })}
      />
      <Card title={filtered ? "Changes that match" : "Changes"}>
        <Loaded question={question} lines={8}>
          {({ entries, next }) => (
            <>
              {entries.length === 0 ? (
                <NoEntry filtered={filtered} />
              ) : (
                // What was asked before stays while the new answer comes, and says that it is old.
                <div
                  aria-busy={question.isPlaceholderData}
                  className={question.isPlaceholderData ? "opacity-60" : ""}
                >
                  <AuditList environment={environment} entries={entries} />
                </div>
              )}
              <Pager>
                {before !== undefined && (
                  <PagerLink from={FROM} to="." search={filter}>
                    The newest
                  </PagerLink>
                )}
                {next !== undefined && (
                  <PagerLink from={FROM} to="." search={{ ...filter, before: next }}>
                    Older
                  </PagerLink>
                )}
              </Pager>
            </>
          )}
        </Loaded>
      </Card>
      <ChainCard environment={environment} />
    </Page>
  );
}

function NoEntry({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty title="No change matches">
      Who and what are compared as a whole: write the name or the key in full.
    </Empty>
  ) : (
    <Empty title="Nothing has been changed yet">Every change will be listed here.</Empty>
  );
}
