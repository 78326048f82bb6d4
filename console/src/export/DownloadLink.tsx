import { Download } from "lucide-react";

/** The control plane makes the file while the browser saves it. */
export function DownloadLink({
  environment,
  experiment,
  rows,
  form,
}: {
  environment: string;
  experiment: string;
  rows: "units" | "results";
  form: "csv" | "parquet";
}) {
  const at = `/v1/environments/${encodeURIComponent(environment)}/experiments/${encodeURIComponent(experiment)}`;
  return (
    <a
      href={`${at}/results/export?${new URLSearchParams({ rows, format: form })}`}
      download={`${experiment}${rows === "results" ? "-verdicts" : ""}.${form}`}
      className="inline-flex min-h-9 items-center gap-2 rounded-sm border border-accent bg-accent px-3 font-medium text-13 text-on-accent hover:opacity-90"
    >
      <Download aria-hidden size={15} />
      Download {form === "csv" ? "CSV" : "Parquet"}
    </a>
  );
}
