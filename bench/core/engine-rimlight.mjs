// Ours inside the isolate: (visitor, flag) -> packed decision.
import * as core from "./core.js";

const NOW_MILLIS = 1_795_500_000_000;

export function open({ snapshot, visitors }) {
  const opened = core.openSnapshot(new Int8Array(snapshot));
  const kills = core.killList([]);
  const contexts = visitors.map(({ unit, ...attributes }) => {
    const context = core.newContext(unit);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "number") core.setNumber(context, name, value);
      else core.setText(context, name, value);
    }
    return context;
  });
  return {
    decide: (visitor, flag) => core.decide(opened, kills, contexts[visitor], flag, NOW_MILLIS),
    variant: (packed, flag) => core.variantKey(opened, flag, packed & 0xff),
    number: (packed) => packed,
  };
}
