import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { count, share } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { DetectableCurve } from "./DetectableCurve.tsx";
import { PlannerInputs } from "./PlannerInputs.tsx";
import { planning, traffic } from "./questions.ts";
import { DEFAULTS, type PlannerSearch } from "./search.ts";
import { WeeksTable } from "./WeeksTable.tsx";
import { wishOf } from "./wish.ts";

const FROM = "/environments/$environment/planner";

/** How long an experiment would take, before there is one. */
export function PlannerPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const known = useQuery(traffic(environment, search.event ?? DEFAULTS.event));
  const wish = wishOf(search, known.data);
  const plan = useQuery(planning(environment, wish));
  const lift = search.lift ?? DEFAULTS.lift;
  return (
    <Page title="How long would it take?">
      <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <Card title="What is planned">
          <PlannerInputs
            search={search}
            known={known.data}
            onChange={(change) =>
              void navigate({
                search: (before: PlannerSearch) => ({ ...before, ...change }) as PlannerSearch,
                replace: true,
              })
            }
          />
          <p className="border-line border-t px-4 py-3 text-12 text-muted sm:px-5">
            {known.data?.days === undefined
              ? "Nobody was here in the last 14 days, so the numbers have to be typed in."
              : `What is not typed in is from the visitors of the last 14 days: ${count(known.data.units ?? 0)}, ${share(known.data.baseline ?? 0)} of them with the event.`}
          </p>
        </Card>
        <div className="min-w-0 space-y-4">
          {wish === undefined ? (
            <Card title="Answer">
              <Empty title="Not enough is known yet">
                Type in how many visitors come a day, and what the event comes to now.
              </Empty>
            </Card>
          ) : (
            <Loaded question={plan} lines={8}>
              {(answer) => (
                <>
                  <Card title="Answer">
                    <div className="px-4 py-5 sm:px-5" aria-live="polite">
                      <p className="text-balance font-semibold text-20 tracking-tight">
                        {answer.sentence}
                      </p>
                      {answer.options.length > 0 && (
                        <ul className="mt-3 list-disc space-y-1 ps-5 text-14 text-muted">
                          {answer.options.map((option) => (
                            <li key={option}>{option}</li>
                          ))}
                        </ul>
                      )}
                    </div>
                  </Card>
                  <Card title="What would be seen, and when">
                    <DetectableCurve planning={answer} lift={lift} />
                    <WeeksTable planning={answer} />
                  </Card>
                </>
              )}
            </Loaded>
          )}
        </div>
      </div>
    </Page>
  );
}
