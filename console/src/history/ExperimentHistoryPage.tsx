import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { experiment } from "../api/questions.ts";
import { ExperimentStatus } from "../experiments/ExperimentStatus.tsx";
import { time } from "../fmt.ts";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { ExperimentPath } from "../results/ExperimentPath.tsx";
import { ExperimentTabs } from "../results/ExperimentTabs.tsx";
import { HistoryView } from "./HistoryView.tsx";

const FROM = "/environments/$environment/experiments/$key/history";

export function ExperimentHistoryPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(experiment(environment, key));
  return (
    <Page
      title={question.data?.experiment.name ?? key}
      above={<ExperimentPath environment={environment} experiment={key} />}
    >
      <Loaded question={question} lines={8}>
        {(loaded) => (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
              <ExperimentStatus entry={loaded} />
              <span>
                version {loaded.version}, changed {time(loaded.updatedAt)} by {loaded.updatedBy}
              </span>
            </div>
            <ExperimentTabs environment={environment} experiment={key} />
            <HistoryView
              place={{ environment, nouns: "experiments", key }}
              present={loaded.version}
              search={search}
              onSearch={(next) => void navigate({ search: next })}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
