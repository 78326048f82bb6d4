import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Explanation } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Search } from "../kit/Search.tsx";
import { DebuggerForm } from "./DebuggerForm.tsx";
import { DecisionItem } from "./DecisionItem.tsx";
import { explanations } from "./questions.ts";
import type { DebuggerChange, DebuggerSearch } from "./search.ts";

const FROM = "/environments/$environment/debugger";

/** Why does somebody get what they get? All flags of one visitor, decided now by the engine. */
export function DebuggerPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(explanations(environment, search));
  function go(change: DebuggerChange) {
    void navigate({
      search: (before: DebuggerSearch) => ({ ...before, ...change }) as DebuggerSearch,
    });
  }
  return (
    <Page title="Why this?">
      <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <Card title="Who">
          <DebuggerForm search={search} onAsk={go} />
        </Card>
        <Card
          title="Would get now"
          aside={<Search label="Find a flag" text={search.q ?? ""} onText={(q) => go({ q })} />}
        >
          <Loaded question={question} lines={8}>
            {({ decisions }) => (
              <Decisions
                environment={environment}
                decisions={decisions.filter(({ flag }) => flag.includes(search.q ?? ""))}
                all={decisions.length}
                open={search.flag}
                onOpen={(flag) => go({ flag })}
              />
            )}
          </Loaded>
        </Card>
      </div>
    </Page>
  );
}

function Decisions({
  environment,
  decisions,
  all,
  open,
  onOpen,
}: {
  environment: string;
  decisions: Explanation[];
  all: number;
  open: string | undefined;
  onOpen: (flag: string | undefined) => void;
}) {
  if (decisions.length === 0) {
    return all === 0 ? (
      <Empty title="No flag yet">Publish one, or ask by what is drafted.</Empty>
    ) : (
      <Empty title="No match">No flag has this in its key.</Empty>
    );
  }
  return (
    <ul>
      {decisions.map((decision) => (
        <DecisionItem
          key={decision.flag}
          environment={environment}
          decision={decision}
          open={open === decision.flag}
          onOpen={(opened) => onOpen(opened ? decision.flag : undefined)}
        />
      ))}
    </ul>
  );
}
