import { type FormEvent, useId, useState } from "react";
import { ExperimentSelect } from "../experiments/ExperimentSelect.tsx";
import { Button } from "../kit/Button.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Field } from "../kit/Field.tsx";
import { DEFAULTS, type PreviewChange, type PreviewSearch } from "./search.ts";

const MINUTES = [
  { value: "10", word: "10 min" },
  { value: "30", word: "30 min" },
  { value: "60", word: "1 hour" },
];

type Noun = "experiment" | "flag";

/** What shall be seen, on which page, and for how long. */
export function PreviewForm({
  search,
  experiments,
  flags,
  onLook,
}: {
  search: PreviewSearch;
  experiments: string[];
  flags: string[];
  onLook: (change: PreviewChange) => void;
}) {
  const [noun, setNoun] = useState<Noun>(search.flag === undefined ? "experiment" : "flag");
  const [key, setKey] = useState(search.experiment ?? search.flag ?? "");
  const [path, setPath] = useState(search.path ?? DEFAULTS.path);
  const known = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    look({});
  }
  function look(change: PreviewChange) {
    onLook({
      experiment: noun === "experiment" && key !== "" ? key : undefined,
      flag: noun === "flag" && key !== "" ? key : undefined,
      path: path === "" || path === DEFAULTS.path ? undefined : path,
      ...change,
    });
  }
  return (
    <form onSubmit={submit} className="space-y-4 px-4 py-4 sm:px-5">
      <Choice<Noun>
        legend="Variants of what"
        options={[
          { value: "experiment", word: "Experiment" },
          { value: "flag", word: "Flag" },
        ]}
        chosen={noun}
        onChoose={(chosen) => {
          setNoun(chosen);
          setKey("");
        }}
      />
      {noun === "experiment" ? (
        <ExperimentSelect keys={experiments} chosen={key} onChoose={setKey} />
      ) : (
        <>
          <Field
            label="Flag"
            value={key}
            list={known}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onText={setKey}
          />
          <datalist id={known}>
            {flags.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </>
      )}
      <Field
        label="Path of the page"
        value={path}
        maxLength={500}
        pattern="/.*"
        title="A path begins with /"
        autoCapitalize="off"
        spellCheck={false}
        onText={setPath}
      />
      <div>
        <p aria-hidden className="mb-1 text-13">
          A link works for
        </p>
        <Choice
          legend="How long a link works"
          options={MINUTES}
          chosen={String(search.minutes ?? DEFAULTS.minutes)}
          onChoose={(minutes) =>
            look({ minutes: Number(minutes) === DEFAULTS.minutes ? undefined : Number(minutes) })
          }
        />
      </div>
      <Button look="primary" type="submit">
        Show
      </Button>
    </form>
  );
}
