import { useQuery } from "@tanstack/react-query";
import { experiment as question } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { FlagPreview } from "./FlagPreview.tsx";
import type { PreviewSearch } from "./search.ts";

/** An experiment is previewed on its flag. */
export function ExperimentPreview({
  environment,
  search,
  experiment,
}: {
  environment: string;
  search: PreviewSearch;
  experiment: string;
}) {
  const entry = useQuery(question(environment, experiment));
  return entry.data === undefined ? (
    <Card title="Links">
      <Loaded question={entry}>{() => null}</Loaded>
    </Card>
  ) : (
    <FlagPreview
      environment={environment}
      search={search}
      flag={entry.data.experiment.flag}
      experiment={entry.data}
    />
  );
}
