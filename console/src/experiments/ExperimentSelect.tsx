import { Select } from "../kit/Select.tsx";

/** One of the environment's experiments, or none yet; one that is not known any more stays chosen. */
export function ExperimentSelect({
  keys,
  chosen,
  onChoose,
}: {
  keys: string[];
  chosen: string;
  onChoose: (key: string) => void;
}) {
  const known = chosen === "" || keys.includes(chosen) ? keys : [chosen, ...keys];
  return (
    <Select
      label="Experiment"
      options={[
        { value: "", word: "Choose one" },
        ...known.map((key) => ({ value: key, word: key })),
      ]}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
