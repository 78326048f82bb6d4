import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { openAlerts } from "../api/alertQuestions.ts";
import { experiments, publication } from "../api/questions.ts";
import { count } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Need } from "./Need.tsx";
import { ready, undecided } from "./ready.ts";

const LINK = "font-medium hover:underline";

/** What waits for a person: alerts that fire, experiments whose results advise something, drafts to publish. */
export function NeedsYou({ environment }: { environment: string }) {
  const alerts = useQuery(openAlerts(environment));
  const tests = useQuery(experiments(environment));
  const drafts = useQuery(publication(environment));
  const questions = [alerts, tests, drafts];
  const firing = alerts.data?.alerts.filter(({ state }) => state === "firing") ?? [];
  const advised = ready(tests.data?.experiments ?? []);
  const pending = drafts.data?.pending.length ?? 0;
  const needs = firing.length + advised.length + (pending > 0 ? 1 : 0);
  const known = questions.every(({ data }) => data !== undefined);
  return (
    <Card title="Needs you">
      {questions.map(
        (question, place) =>
          question.error &&
          question.data === undefined && (
            // biome-ignore lint/suspicious/noArrayIndexKey: the three questions never move
            <Failure key={place} error={question.error} retry={() => void question.refetch()} />
          ),
      )}
      <ul className="divide-y divide-line">
        {firing.map(({ number, severity, sentence }) => (
          <Need
            key={`alert ${number}`}
            kind={severity === "critical" ? "critical" : "warning"}
            word="Alert"
          >
            <Link to="/environments/$environment/alerts" params={{ environment }} className={LINK}>
              {sentence}
            </Link>
          </Need>
        ))}
        {advised.map(({ experiment: { key, name }, summary }) => (
          <Need
            key={`experiment ${key}`}
            kind={summary.decision === "do_not_trust" ? "warning" : "advice"}
            word="Experiment"
          >
            <Link
              to="/environments/$environment/experiments/$key"
              params={{ environment, key }}
              className={LINK}
            >
              {name ?? key}: {summary.headline}
            </Link>
          </Need>
        ))}
        {pending > 0 && (
          <Need kind="drafts" word="Drafts">
            <Link
              to="/environments/$environment/publication"
              params={{ environment }}
              className={LINK}
            >
              {pending === 1 ? "1 change is" : `${count(pending)} changes are`} not published yet
            </Link>
          </Need>
        )}
      </ul>
      {known &&
        needs === 0 &&
        (undecided(tests.data?.experiments ?? []) ? (
          <Empty title="Nothing so far">Results of running experiments are being computed.</Empty>
        ) : (
          <Empty title="Nothing needs you">
            No alert fires, no running experiment asks for a decision, and every draft is at the
            edge.
          </Empty>
        ))}
      {questions.some(({ isPending }) => isPending) && needs === 0 && <Skeleton lines={2} />}
    </Card>
  );
}
