import { ExperimentSelect } from "../experiments/ExperimentSelect.tsx";
import { Choice } from "../kit/Choice.tsx";
import type { ExportChange, ExportSearch } from "./search.ts";

/** Which data set, and in which form. */
export function ExportForm({
  search,
  experiments,
  onChange,
}: {
  search: ExportSearch;
  experiments: string[];
  onChange: (change: ExportChange) => void;
}) {
  return (
    <div className="space-y-4 px-4 py-4 sm:px-5">
      <ExperimentSelect
        keys={experiments}
        chosen={search.experiment ?? ""}
        onChoose={(key) => onChange({ experiment: key === "" ? undefined : key })}
      />
      <div>
        <p aria-hidden className="mb-1 text-13">
          A row for each
        </p>
        <Choice
          legend="A row for each"
          options={[
            { value: "units", word: "Unit" },
            { value: "results", word: "Verdict" },
          ]}
          chosen={search.rows ?? "units"}
          onChoose={(rows) =>
            onChange(rows === "results" ? { rows, form: undefined } : { rows: undefined })
          }
        />
      </div>
      {search.rows === "results" ? (
        <p className="text-13 text-muted">Verdicts come as CSV.</p>
      ) : (
        <div>
          <p aria-hidden className="mb-1 text-13">
            File
          </p>
          <Choice
            legend="File"
            options={[
              { value: "csv", word: "CSV" },
              { value: "parquet", word: "Parquet" },
            ]}
            chosen={search.form ?? "csv"}
            onChoose={(form) => onChange({ form: form === "parquet" ? form : undefined })}
          />
        </div>
      )}
    </div>
  );
}
