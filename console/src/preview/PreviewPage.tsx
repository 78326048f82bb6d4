import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { experiments, flags } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Page } from "../kit/Page.tsx";
import { ExperimentPath } from "../results/ExperimentPath.tsx";
import { ExperimentTabs } from "../results/ExperimentTabs.tsx";
import { ExperimentPreview } from "./ExperimentPreview.tsx";
import { FlagPreview } from "./FlagPreview.tsx";
import { PreviewForm } from "./PreviewForm.tsx";
import type { PreviewSearch } from "./search.ts";

const FROM = "/environments/$environment/preview";

/** Variants as visitors would see them, before or while they do. */
export function PreviewPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const tests = useQuery(experiments(environment));
  const known = useQuery(flags(environment));
  const { experiment, flag } = search;
  return (
    <Page
      title="Preview & QA"
      {...(experiment === undefined
        ? {}
        : { above: <ExperimentPath environment={environment} experiment={experiment} /> })}
    >
      {experiment !== undefined && (
        <ExperimentTabs environment={environment} experiment={experiment} />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <Card title="What is previewed">
          <PreviewForm
            key={`${experiment} ${flag} ${search.path}`}
            search={search}
            experiments={tests.data?.experiments.map((each) => each.experiment.key) ?? []}
            flags={known.data?.flags.map((each) => each.flag.key) ?? []}
            onLook={(change) =>
              void navigate({
                search: (before: PreviewSearch) => ({ ...before, ...change }) as PreviewSearch,
              })
            }
          />
          <p className="border-line border-t px-4 py-3 text-12 text-muted sm:px-5">
            A link is signed and expires. Whoever opens it sees the variant, with a line at the end
            of the page that says so, and is never counted.
          </p>
        </Card>
        <div className="min-w-0 space-y-4">
          {experiment !== undefined ? (
            <ExperimentPreview environment={environment} search={search} experiment={experiment} />
          ) : flag !== undefined ? (
            <FlagPreview environment={environment} search={search} flag={flag} />
          ) : (
            <Card title="Links">
              <Empty title="Nothing is chosen">
                Choose an experiment or a flag: each of its variants gets a link.
              </Empty>
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}
