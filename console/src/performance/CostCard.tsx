import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ExperimentEntry } from "../api/documents.ts";
import { results } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { PLATFORM_FLAG } from "./experiments.ts";
import { Vitals } from "./Vitals.tsx";

/** What deciding and changing pages costs visitors, measured by leaving some pages alone. */
export function CostCard({
  environment,
  entry,
}: {
  environment: string;
  entry: ExperimentEntry | undefined;
}) {
  return (
    <Card
      title="Cost of personalization"
      {...(entry && {
        aside: (
          <Link
            to="/environments/$environment/experiments/$key"
            params={{ environment, key: entry.experiment.key }}
            className="text-13 underline underline-offset-2"
          >
            Results of {entry.experiment.name ?? entry.experiment.key}
          </Link>
        ),
      })}
    >
      {entry ? (
        <>
          <p className="border-line border-b px-4 py-3 text-13 text-muted sm:px-5">
            Some visitors get pages as the site sends them: bypass decides nothing, shadow decides
            and changes nothing, full is what everybody else gets.
          </p>
          <Measured environment={environment} experiment={entry.experiment.key} />
        </>
      ) : (
        <Empty title="The edge's own cost is not measured">
          Start an experiment on the flag <code>{PLATFORM_FLAG}</code> with the variants full,
          shadow and bypass: some visitors then get pages as the site sends them.
        </Empty>
      )}
    </Card>
  );
}

function Measured({ environment, experiment }: { environment: string; experiment: string }) {
  const question = useQuery(results(environment, experiment));
  return <Loaded question={question}>{(measured) => <Vitals results={measured} />}</Loaded>;
}
