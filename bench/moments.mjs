// The warehouse's moments beside the same question by hand in bare DuckDB.
//
//   node bench/moments.mjs [--exposures N] [--events N] [--metrics N] [--rounds N]

import { measure } from "./program.mjs";

const asked = { exposures: 10_000_000, events: 10_000_000, metrics: 20, rounds: 3 };
const args = process.argv.slice(2);
for (let i = 0; i < args.length; i += 2) {
  const name = args[i]?.replace(/^--/, "");
  const value = Number(args[i + 1]);
  if (!(name in asked) || !(value >= 1)) {
    console.error(
      `rimlight: ${args[i]} ${args[i + 1]}, must be an option of the command and a number`,
    );
    process.exit(2);
  }
  asked[name] = value;
}
const { exposures, events, metrics, rounds } = asked;
measure(
  "MomentsSpeed",
  ["./rimlight bench moments", ...args].join(" "),
  "moments.json",
  exposures,
  events,
  metrics,
  rounds,
);
