// The yardstick inside the isolate: (visitor, flag) -> packed decision.
import { compile } from "./handwritten.mjs";

export function open({ definitions, visitors }) {
  const flags = definitions.map(compile);
  const units = visitors.map((visitor) => visitor.unit);
  const attributes = visitors.map(attributesOf);
  return {
    renew: (visitor) => {
      attributes[visitor] = attributesOf(visitors[visitor]);
    },
    decide: (visitor, flag) => flags[flag](units[visitor], attributes[visitor]),
    variant: (packed, flag) => definitions[flag].variants[packed & 0xff].key,
    number: (packed) => packed,
  };
}

function attributesOf({ country, appVersion, plan, email, device, orders }) {
  return { country, appVersion, plan, email, device, orders };
}
