import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
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
  return (
    <Page
      title="Experiments"
      beside={
        <Search
          label="Find an experiment"
          text={q}
          onText={(text) =>
            void navigate({ search: text === "" ? {} : { q: text }, replace: true })
          }
        />
      }
    >
      <Card title={question.data ? counted(question.data.experiments.length) : "Experiments"}>
        <Loaded question={question}>
          {({ experiments: all }) => {
            if (all.length === 0) {
              return (
                <Empty title="No experiment yet">
                  Create the first one with PUT /v1/environments/{environment}/experiments/your-key.
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

function counted(experiments: number): string {
  return experiments === 1 ? "1 experiment" : `${experiments} experiments`;
}
