// Whole numbers from the command line.
import { parseArgs } from "node:util";

/** Ends the process with its usage when that is asked for, and with 2 when a value is wrong. */
export function wholeNumbers(usage, defaults) {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(
        Object.entries(defaults).map(([name, value]) => [
          name,
          { type: "string", default: String(value) },
        ]),
      ),
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    process.exit();
  }
  return Object.fromEntries(
    Object.keys(defaults).map((name) => {
      const value = Number(values[name]);
      if (!Number.isInteger(value) || value < 1 || value > 100_000) {
        console.error(
          `rimlight: --${name} == ${values[name]}, must be a whole number from 1 to 100000`,
        );
        process.exit(2);
      }
      return [name, value];
    }),
  );
}
