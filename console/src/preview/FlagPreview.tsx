import { useQuery } from "@tanstack/react-query";
import { useMay } from "../access/useMay.ts";
import type { ExperimentEntry } from "../api/documents.ts";
import { flag as flagQuestion, kills, publication } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { checksOf } from "./checks.ts";
import { PreviewChecklist } from "./PreviewChecklist.tsx";
import { flagUses, type PreviewOrder } from "./questions.ts";
import { DEFAULTS, type PreviewSearch } from "./search.ts";
import { type Subject, variantsOf } from "./subject.ts";
import { VariantLink } from "./VariantLink.tsx";

/** First whether a link would show anything, then a link for each variant. */
export function FlagPreview({
  environment,
  search,
  flag,
  experiment,
}: {
  environment: string;
  search: PreviewSearch;
  flag: string;
  experiment?: ExperimentEntry;
}) {
  const entry = useQuery(flagQuestion(environment, flag));
  const published = useQuery(publication(environment));
  const killed = useQuery(kills(environment));
  const uses = useQuery(flagUses(environment, flag));
  const unknown = [entry, published, killed, uses].find(({ data }) => data === undefined);
  const subject: Subject | undefined = entry.data && {
    flag: entry.data,
    ...(experiment === undefined ? {} : { experiment }),
  };
  return (
    <>
      <Card title="Before you open a link">
        {subject && published.data && killed.data && uses.data ? (
          <PreviewChecklist
            checks={checksOf(subject, {
              publication: published.data,
              kills: killed.data,
              uses: uses.data.uses,
            })}
          />
        ) : (
          unknown && <Loaded question={unknown as typeof entry}>{() => null}</Loaded>
        )}
      </Card>
      {subject && <Links environment={environment} search={search} subject={subject} />}
    </>
  );
}

function Links({
  environment,
  search,
  subject,
}: {
  environment: string;
  search: PreviewSearch;
  subject: Subject;
}) {
  const may = useMay("editor");
  const { path = DEFAULTS.path, minutes = DEFAULTS.minutes } = search;
  const control = subject.experiment?.experiment.control;
  const order = (variant: string): PreviewOrder => ({
    ...(subject.experiment
      ? { experiments: { [subject.experiment.experiment.key]: variant } }
      : { flags: { [subject.flag.flag.key]: variant } }),
    path,
    minutes,
  });
  return (
    <Card title={`Links to ${path}`}>
      {!may && <p className="px-4 pt-3.5 text-13 text-muted sm:px-5">Links are made by editors.</p>}
      <ul className="divide-y divide-line">
        {variantsOf(subject).map((variant) => (
          <VariantLink
            // What was made for another page or another time is another link.
            key={`${subject.flag.flag.key} ${variant.key} ${path} ${minutes}`}
            environment={environment}
            variant={variant}
            note={variant.key === control ? "control" : undefined}
            order={may ? order(variant.key) : undefined}
          />
        ))}
      </ul>
    </Card>
  );
}
