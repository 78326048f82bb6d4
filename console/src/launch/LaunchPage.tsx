import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ExperimentEntry } from "../api/documents.ts";
import { experiment } from "../api/questions.ts";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { EXACTLY, Tab, Tabs } from "../kit/Tabs.tsx";
import { AudienceStep } from "./AudienceStep.tsx";
import { CheckStep } from "./CheckStep.tsx";
import { MetricsStep } from "./MetricsStep.tsx";
import { PageStep } from "./PageStep.tsx";
import { type LaunchSearch, STEP_WORDS, STEPS, type Step } from "./steps.ts";
import { TimeStep } from "./TimeStep.tsx";

const FROM = "/environments/$environment/launch/$key";

/** An experiment on its way to being launched: five steps, in any order, each saved by itself. */
export function LaunchPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const question = useQuery(experiment(environment, key));
  const step: Step = search.step ?? "page";
  return (
    <Page title={question.data?.experiment.name ?? key} above="New experiment">
      <Tabs label="Steps">
        {STEPS.map((each, index) => (
          <Tab
            key={each}
            from={FROM}
            to="."
            search={(before: LaunchSearch) =>
              ({ ...before, step: addressed(each) }) as LaunchSearch
            }
            activeOptions={EXACTLY}
          >
            {index + 1}. {STEP_WORDS[each]}
          </Tab>
        ))}
      </Tabs>
      <Loaded question={question} lines={8}>
        {(entry) =>
          entry.startedAt === undefined ? (
            <StepOf environment={environment} entry={entry} step={step} />
          ) : (
            <Navigate
              to="/environments/$environment/experiments/$key"
              params={{ environment, key }}
              replace
            />
          )
        }
      </Loaded>
    </Page>
  );
}

function addressed(step: Step) {
  return step === "page" ? undefined : step;
}

function StepOf({
  environment,
  entry,
  step,
}: {
  environment: string;
  entry: ExperimentEntry;
  step: Step;
}) {
  const navigate = useNavigate({ from: FROM });
  const next = STEPS[STEPS.indexOf(step) + 1];
  const props = {
    environment,
    entry,
    onDone: () => {
      if (next !== undefined) {
        void navigate({
          search: (before: LaunchSearch) => ({ ...before, step: addressed(next) }) as LaunchSearch,
        });
      }
    },
  };
  switch (step) {
    case "page":
      return <PageStep {...props} />;
    case "audience":
      return <AudienceStep {...props} />;
    case "metrics":
      return <MetricsStep {...props} />;
    case "time":
      return <TimeStep {...props} />;
    case "check":
      return <CheckStep environment={environment} entry={entry} />;
  }
}
