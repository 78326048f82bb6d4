// GrowthBook inside the isolate, its client for many visitors: (visitor, flag) -> result.
import { features } from "./features.mjs";
import { GrowthBookClient } from "./growthbook.js";

export function open({ definitions, visitors }) {
  const client = new GrowthBookClient().initSync({ payload: { features: features(definitions) } });
  const keys = definitions.map((flag) => flag.key);
  const contexts = visitors.map(contextOf);
  return {
    renew: (visitor) => {
      contexts[visitor] = contextOf(visitors[visitor]);
    },
    decide: (visitor, flag) => client.evalFeature(keys[flag], contexts[visitor]),
    variant: (result) => result.value,
    number: (result) => result.value.length,
  };
}

function contextOf({ unit, country, appVersion, plan, email, device, orders }) {
  return { attributes: { id: unit, country, appVersion, plan, email, device, orders } };
}
