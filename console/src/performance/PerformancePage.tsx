import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ExperimentEntry } from "../api/documents.ts";
import { experiments, results } from "../api/questions.ts";
import { ExperimentSelect } from "../experiments/ExperimentSelect.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { ExperimentFacts } from "../results/ExperimentFacts.tsx";
import { CostCard } from "./CostCard.tsx";
import { measured, onPlatform } from "./experiments.ts";
import type { PerformanceSearch } from "./search.ts";
import { VitalDifferences } from "./VitalDifferences.tsx";
import { Vitals } from "./Vitals.tsx";

const FROM = "/environments/$environment/performance";

/** How fast pages are for visitors: by the variants of an experiment, and with the edge or without. */
export function PerformancePage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(experiments(environment));
  const known = measured(question.data?.experiments ?? []);
  const chosen = search.experiment ?? known[0]?.experiment.key ?? "";
  const entry = known.find(({ experiment }) => experiment.key === chosen);
  const look = (next: PerformanceSearch) => void navigate({ search: next, replace: true });
  return (
    <Page
      title="Performance"
      beside={
        <div className="w-full sm:w-72">
          <ExperimentSelect
            keys={known.map(({ experiment }) => experiment.key)}
            chosen={chosen}
            onChoose={(key) => look(key === "" ? {} : { experiment: key })}
          />
        </div>
      }
    >
      <Loaded question={question} lines={8}>
        {({ experiments: all }) => (
          <>
            {entry ? (
              <Measured
                key={chosen}
                environment={environment}
                entry={entry}
                search={search}
                onSearch={look}
              />
            ) : (
              <Card title="Web vitals">
                <Empty title={chosen === "" ? "No experiment has started" : "Nothing is measured"}>
                  {chosen === ""
                    ? "Web vitals are compared between the variants of an experiment that runs or ran."
                    : `${chosen} has not started, or there is no such experiment.`}
                </Empty>
              </Card>
            )}
            <CostCard environment={environment} entry={onPlatform(all)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Measured({
  environment,
  entry: { experiment },
  search,
  onSearch,
}: {
  environment: string;
  entry: ExperimentEntry;
  search: PerformanceSearch;
  onSearch: (search: PerformanceSearch) => void;
}) {
  const question = useQuery(results(environment, experiment.key));
  return (
    <Loaded question={question} lines={8}>
      {(shown) => (
        <>
          <p className="text-13 text-muted">
            <ExperimentFacts results={shown} />
          </p>
          <Card title="Web vitals by variant">
            <Vitals results={shown} />
          </Card>
          <VitalDifferences
            environment={environment}
            experiment={experiment}
            results={shown}
            search={{ ...search, experiment: experiment.key }}
            onSearch={onSearch}
          />
        </>
      )}
    </Loaded>
  );
}
