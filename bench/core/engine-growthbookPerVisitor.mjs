// GrowthBook inside the isolate, an instance for each visitor as its edge worker has it: (visitor, flag) -> result.
import { features } from "./features.mjs";
import { GrowthBook } from "./growthbook.js";

export function open({ definitions, visitors }) {
  const payload = { features: features(definitions) };
  const keys = definitions.map((flag) => flag.key);
  const instanceOf = ({ unit, country, appVersion, plan, email, device, orders }) =>
    new GrowthBook({
      attributes: { id: unit, country, appVersion, plan, email, device, orders },
    }).initSync({ payload });
  const instances = visitors.map(instanceOf);
  return {
    renew: (visitor) => {
      instances[visitor].destroy();
      instances[visitor] = instanceOf(visitors[visitor]);
    },
    decide: (visitor, flag) => instances[visitor].evalFeature(keys[flag]),
    variant: (result) => result.value,
    number: (result) => result.value.length,
  };
}
