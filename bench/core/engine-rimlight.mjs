// Ours inside the isolate: (visitor, flag) -> packed decision.
import * as core from "./core.js";

const NOW_MILLIS = 1_795_500_000_000;

export function open({ snapshot, visitors }) {
  const opened = core.openSnapshot(new Int8Array(snapshot));
  const kills = core.killList([]);
  const contexts = visitors.map(contextOf);
  return {
    renew: (visitor) => {
      contexts[visitor] = contextOf(visitors[visitor]);
    },
    decide: (visitor, flag) => core.decide(opened, kills, contexts[visitor], flag, NOW_MILLIS),
    variant: (packed, flag) => core.variantKey(opened, flag, packed & 0xff),
    number: (packed) => packed,
  };
}

function contextOf({ unit, country, appVersion, plan, email, device, orders }) {
  const context = core.newContext(unit);
  core.setText(context, "country", country);
  core.setText(context, "appVersion", appVersion);
  core.setText(context, "plan", plan);
  core.setText(context, "email", email);
  core.setText(context, "device", device);
  core.setNumber(context, "orders", orders);
  return context;
}
