import { useQuery } from "@tanstack/react-query";
import type { Flag, Serve } from "../api/documents.ts";
import { experiments } from "../api/questions.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Select } from "../kit/Select.tsx";
import { SplitFields } from "./SplitFields.tsx";

type Kind = "variant" | "split" | "experiment" | "nothing" | "other";

const WORDS: { value: Kind; word: string }[] = [
  { value: "variant", word: "A variant" },
  { value: "split", word: "A percentage split" },
  { value: "experiment", word: "An experiment" },
  { value: "nothing", word: "Nothing: the page's own" },
];

const WHOLE = 100_000;

/** What a rule, or the flag when no rule matched, serves. */
export function ServeFields({
  environment,
  flag,
  serve,
  onServe,
  pointer,
}: {
  environment: string;
  flag: Flag;
  serve: Serve;
  onServe: (serve: Serve) => void;
  pointer: string;
}) {
  const kind = kindOf(serve);
  const variants = flag.variants.map(({ key, name }) => ({
    value: key,
    word: name === undefined ? key : `${name} (${key})`,
  }));
  const first = variants[0]?.value ?? "";
  function choose(chosen: Kind) {
    switch (chosen) {
      case "variant":
        return onServe({ variant: first });
      case "split":
        return onServe({ split: evenly(variants.map(({ value }) => value)) });
      case "experiment":
        return onServe({ experiment: "" });
      case "nothing":
        return onServe({ nothing: true });
    }
  }
  return (
    <div className="space-y-3">
      <Select
        label="Serve"
        options={
          kind === "other"
            ? [{ value: "other", word: "As it is, which this page has no fields for" }, ...WORDS]
            : WORDS
        }
        chosen={kind}
        onChoose={choose}
      />
      {kind === "variant" && (
        <Select
          label="Variant"
          options={variants}
          chosen={serve.variant ?? first}
          onChoose={(variant) => onServe({ variant })}
        />
      )}
      {kind === "split" && (
        <SplitFields
          split={serve.split ?? []}
          variants={variants}
          onSplit={(split) => onServe({ ...serve, split })}
          pointer={`${pointer}/split`}
        />
      )}
      {kind === "experiment" && (
        <ExperimentSelect
          environment={environment}
          flag={flag.key}
          chosen={serve.experiment ?? ""}
          onChoose={(experiment) => onServe({ experiment })}
        />
      )}
      {kind === "other" && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="max-h-60 overflow-auto rounded-sm bg-sunken p-2 text-12"
        >
          {JSON.stringify(serve, null, 2)}
        </pre>
      )}
      <FaultsAt pointer={pointer} inside={kind !== "split"} />
    </div>
  );
}

function ExperimentSelect({
  environment,
  flag,
  chosen,
  onChoose,
}: {
  environment: string;
  flag: string;
  chosen: string;
  onChoose: (experiment: string) => void;
}) {
  const { data } = useQuery(experiments(environment));
  const own = (data?.experiments ?? []).filter(({ experiment }) => experiment.flag === flag);
  const options = own.map(({ experiment: { key, name } }) => ({ value: key, word: name ?? key }));
  if (!options.some(({ value }) => value === chosen)) {
    options.unshift({ value: chosen, word: chosen === "" ? "–" : chosen });
  }
  return (
    <>
      <Select label="Experiment" options={options} chosen={chosen} onChoose={onChoose} />
      {data && own.length === 0 && (
        <p className="text-12 text-muted">No experiment is about this flag yet.</p>
      )}
    </>
  );
}

function kindOf(serve: Serve): Kind {
  const [only, ...more] = Object.keys(serve);
  const known = only === "variant" || only === "split" || only === "experiment";
  return more.length === 0 && (known || only === "nothing") ? only : "other";
}

function evenly(keys: string[]): NonNullable<Serve["split"]> {
  const each = Math.floor(WHOLE / keys.length);
  return keys.map((variant, at) => ({
    variant,
    weight: at === 0 ? WHOLE - each * (keys.length - 1) : each,
  }));
}
