// GrowthBook inside the isolate, its client for many visitors: (visitor, flag) -> result.
import { features } from "./features.mjs";
import { GrowthBookClient } from "./growthbook.js";

export function open({ definitions, visitors }) {
  const client = new GrowthBookClient().initSync({ payload: { features: features(definitions) } });
  const keys = definitions.map((flag) => flag.key);
  const contexts = visitors.map(({ unit, ...rest }) => ({ attributes: { id: unit, ...rest } }));
  return {
    decide: (visitor, flag) => client.evalFeature(keys[flag], contexts[visitor]),
    variant: (result) => result.value,
    number: (result) => result.value.length,
  };
}
