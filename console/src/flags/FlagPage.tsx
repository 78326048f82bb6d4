import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { flag } from "../api/questions.ts";
import { time } from "../fmt.ts";
import { KillSwitch } from "../kill/KillSwitch.tsx";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { FlagDocument } from "./FlagDocument.tsx";
import { FlagState } from "./FlagState.tsx";
import { RuleList } from "./RuleList.tsx";
import { VariantList } from "./VariantList.tsx";

const FROM = "/environments/$environment/flags/$key";

export function FlagPage() {
  const { environment, key } = useParams({ from: FROM });
  const { document } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(flag(environment, key));
  const entry = question.data;
  return (
    <Page
      title={entry?.flag.name ?? key}
      above={
        <>
          <Link
            to="/environments/$environment/flags"
            params={{ environment }}
            className="underline underline-offset-2"
          >
            Flags
          </Link>{" "}
          / {key}
        </>
      }
      beside={entry && <KillSwitch environment={environment} entry={entry} />}
    >
      <Loaded question={question} lines={8}>
        {(loaded) => (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
              <FlagState entry={loaded} />
              <span>{loaded.flag.type}</span>
              <span>
                version {loaded.version}, changed {time(loaded.updatedAt)} by {loaded.updatedBy}
              </span>
            </div>
            <p className="text-16">{loaded.summary}</p>
            {loaded.flag.description && (
              <p className="max-w-prose text-muted">{loaded.flag.description}</p>
            )}
            <Card
              title="Rules"
              aside={<span className="text-12 text-muted">The first match decides</span>}
            >
              <RuleList entry={loaded} environment={environment} />
            </Card>
            <Card title="Variants">
              <VariantList flag={loaded.flag} />
            </Card>
            <FlagDocument
              flag={loaded.flag}
              open={document === true}
              onOpen={(open) =>
                void navigate({ search: open ? { document: true } : {}, replace: true })
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
