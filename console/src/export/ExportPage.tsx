import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { experiments, results } from "../api/questions.ts";
import { count } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { ColumnsTable } from "./ColumnsTable.tsx";
import { columnsOf } from "./columns.ts";
import { DownloadLink } from "./DownloadLink.tsx";
import { ExportForm } from "./ExportForm.tsx";
import type { ExportSearch } from "./search.ts";

const FROM = "/environments/$environment/export";

/** What was counted and what follows from it, as a file for other programs. */
export function ExportPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const known = useQuery(experiments(environment));
  return (
    <Page title="Export">
      <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <Card title="Which data">
          <ExportForm
            search={search}
            experiments={known.data?.experiments.map(({ experiment }) => experiment.key) ?? []}
            onChange={(change) =>
              void navigate({
                search: (before: ExportSearch) => ({ ...before, ...change }) as ExportSearch,
                replace: true,
              })
            }
          />
        </Card>
        {search.experiment === undefined ? (
          <Card title="The file">
            <Empty title="No experiment is chosen">
              Each experiment can be exported: its units with what they did, or its verdicts.
            </Empty>
          </Card>
        ) : (
          <TheFile
            key={search.experiment}
            environment={environment}
            experiment={search.experiment}
            search={search}
          />
        )}
      </div>
    </Page>
  );
}

function TheFile({
  environment,
  experiment,
  search: { rows = "units", form },
}: {
  environment: string;
  experiment: string;
  search: ExportSearch | { rows?: "units"; form?: never };
}) {
  const question = useQuery(results(environment, experiment));
  const counted = (question.data?.exposedUnits ?? 0) > 0;
  return (
    <Card
      title="The file"
      {...(counted && {
        aside: (
          <DownloadLink
            environment={environment}
            experiment={experiment}
            rows={rows}
            form={form ?? "csv"}
          />
        ),
      })}
    >
      <Loaded question={question} lines={8}>
        {(shown) =>
          counted ? (
            <>
              <p className="border-line border-b px-4 py-3 text-13 text-muted sm:px-5">
                {rows === "units"
                  ? `A row for each unit that saw one variant, ${count(shown.exposedUnits)} visitors so far. Units are visitors: keep the file as you keep what is known of people.`
                  : "A row for each metric and variant, as the results say now."}
              </p>
              <ColumnsTable columns={columnsOf(shown, rows)} />
            </>
          ) : (
            <Empty title="Nothing has been counted yet">
              The file is made from what visitors did, and nobody has seen a variant of {experiment}
              .
            </Empty>
          )
        }
      </Loaded>
    </Card>
  );
}
