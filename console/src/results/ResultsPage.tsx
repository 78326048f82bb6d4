import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FileQuestionMark } from "lucide-react";
import { experiment, results } from "../api/questions.ts";
import { ExperimentStatus } from "../experiments/ExperimentStatus.tsx";
import { KillButton } from "../kill/KillControl.tsx";
import { Button } from "../kit/Button.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import type { ResultsSearch } from "../router.tsx";
import { ExperimentFacts } from "./ExperimentFacts.tsx";
import { ExperimentPath } from "./ExperimentPath.tsx";
import { ExperimentTabs } from "./ExperimentTabs.tsx";
import { ExplainDrawer } from "./ExplainDrawer.tsx";
import { ResultsView } from "./ResultsView.tsx";
import { comparedVariant } from "./shown.ts";

const FROM = "/environments/$environment/experiments/$key";

export function ResultsPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const definition = useQuery(experiment(environment, key));
  const question = useQuery(results(environment, key));
  const shown = question.data;
  const look = (next: ResultsSearch) => void navigate({ search: next, replace: true });
  const { explain, ...closed } = search;
  return (
    <Page
      title={definition.data?.experiment.name ?? key}
      above={<ExperimentPath environment={environment} experiment={key} />}
      beside={
        <div className="flex flex-wrap items-center gap-2">
          <Button onClick={() => look({ ...search, explain: true })} disabled={!shown}>
            <FileQuestionMark aria-hidden size={15} />
            How was this computed?
          </Button>
          {shown && (
            <KillButton
              environment={environment}
              flag={shown.flag}
              killed={shown.killed === true}
            />
          )}
        </div>
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
        {definition.data && <ExperimentStatus entry={definition.data} />}
        {shown && <ExperimentFacts results={shown} />}
      </div>
      <ExperimentTabs environment={environment} experiment={key} />
      <Loaded question={question} lines={10}>
        {(loaded) => (
          <ResultsView
            environment={environment}
            results={loaded}
            hypothesis={definition.data?.experiment.hypothesis}
            search={search}
            onSearch={look}
          />
        )}
      </Loaded>
      {explain && shown && (
        <ExplainDrawer
          results={shown}
          variant={comparedVariant(shown, search.variant)}
          onClose={() => look(closed)}
        />
      )}
    </Page>
  );
}
