import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Card } from "../kit/Card.tsx";
import { FlagDocument } from "./FlagDocument.tsx";
import { FlagFrame } from "./FlagFrame.tsx";
import { RuleList } from "./RuleList.tsx";
import { VariantList } from "./VariantList.tsx";

const FROM = "/environments/$environment/flags/$key";

export function FlagPage() {
  const { environment, key } = useParams({ from: FROM });
  const { document } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  return (
    <FlagFrame environment={environment} flagKey={key}>
      {(loaded) => (
        <>
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
    </FlagFrame>
  );
}
