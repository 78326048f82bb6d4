import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMay } from "../access/useMay.ts";
import { experiments } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Search } from "../kit/Search.tsx";
import { ExperimentList } from "./ExperimentList.tsx";
import { matching } from "./matching.ts";

const FROM = "/environments/$environment/experiments";

export function ExperimentsPage() {
  const { environment } = useParams({ from: FROM });
  const { q = "" } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(experiments(environment));
  const edits = useMay("editor");
  return (
    <Page
      title="Experiments"
      beside={
        <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
          <Search
            label="Find an experiment"
            text={q}
            onText={(text) =>
              void navigate({ search: text === "" ? {} : { q: text }, replace: true })
            }
          />
          {edits && <NewExperiment environment={environment} />}
        </div>
      }
    >
      <Card title={question.data ? counted(question.data.experiments.length) : "Experiments"}>
        <Loaded question={question}>
          {({ experiments: all }) => {
            if (all.length === 0) {
              return (
                <Empty title="No experiment yet">
                  {edits
                    ? "Begin one above: what you believe, what changes, who takes part, what is measured."
                    : "Somebody who may edit has to begin one."}
                </Empty>
              );
            }
            const found = matching(all, q);
            return found.length === 0 ? (
              <Empty title="No experiment matches">
                Nothing has “{q}” in its key, name, flag or status.
              </Empty>
            ) : (
              <ExperimentList environment={environment} entries={found} />
            );
          }}
        </Loaded>
      </Card>
    </Page>
  );
}

function NewExperiment({ environment }: { environment: string }) {
  return (
    <Link
      to="/environments/$environment/launch"
      params={{ environment }}
      className="inline-flex min-h-9 items-center whitespace-nowrap rounded-sm border border-accent bg-accent px-3 font-medium text-13 text-on-accent hover:opacity-90"
    >
      New experiment
    </Link>
  );
}

function counted(experiments: number): string {
  return experiments === 1 ? "1 experiment" : `${experiments} experiments`;
}
