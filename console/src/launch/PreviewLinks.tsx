import { useSearch } from "@tanstack/react-router";
import { useMay } from "../access/useMay.ts";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Failure } from "../kit/Failure.tsx";
import type { Experiment } from "./drafts.ts";
import { usePreview } from "./publishing.ts";

/** A link for each variant, made when somebody asks for it. */
export function PreviewLinks({
  environment,
  experiment,
}: {
  environment: string;
  experiment: Experiment;
}) {
  const may = useMay("editor");
  return (
    <ul>
      {experiment.variants.map(({ variant }) => (
        <PreviewLink
          key={variant}
          environment={environment}
          experiment={experiment.key}
          variant={variant}
          may={may}
        />
      ))}
    </ul>
  );
}

function PreviewLink({
  environment,
  experiment,
  variant,
  may,
}: {
  environment: string;
  experiment: string;
  variant: string;
  may: boolean;
}) {
  const { path = "/" } = useSearch({ from: "/environments/$environment/launch/$key" });
  const preview = usePreview(environment);
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 border-line border-b px-4 py-2 last:border-b-0 sm:px-5">
      <span className="font-medium text-14">{variant}</span>
      {preview.data ? (
        <span className="min-w-0 text-13">
          <a
            href={preview.data.link}
            target="_blank"
            rel="noreferrer"
            className="break-all text-accent underline"
          >
            Open {variant} at {path}
          </a>{" "}
          <span className="text-muted">until {time(preview.data.expiresAt)}</span>
        </span>
      ) : (
        may && (
          <Button
            disabled={preview.isPending}
            onClick={() => preview.mutate({ experiment, variant, path })}
          >
            Make a link
          </Button>
        )
      )}
      {preview.error && <Failure error={preview.error} />}
    </li>
  );
}
