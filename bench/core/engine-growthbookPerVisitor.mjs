// GrowthBook inside the isolate, an instance for each visitor as its edge worker has it: (visitor, flag) -> result.
import { features } from "./features.mjs";
import { GrowthBook } from "./growthbook.js";

export function open({ definitions, visitors }) {
  const payload = { features: features(definitions) };
  const keys = definitions.map((flag) => flag.key);
  const instances = visitors.map(({ unit, ...rest }) =>
    new GrowthBook({ attributes: { id: unit, ...rest } }).initSync({ payload }),
  );
  return {
    decide: (visitor, flag) => instances[visitor].evalFeature(keys[flag]),
    variant: (result) => result.value,
    number: (result) => result.value.length,
  };
}
