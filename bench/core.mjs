// ./rimlight bench core: what a decision costs on the JVM and inside workerd, beside others, and what a large snapshot
// costs a cold isolate. Every engine has to agree with ours before it is timed.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureJvm } from "./core/jvm.mjs";
import { measureLoad } from "./core/load.mjs";
import { targets } from "./core/targets.mjs";
import { measureWorkerd } from "./core/workerd.mjs";

const PARTS = ["jvm", "workerd", "load"];
const USAGE = `Usage: ./rimlight bench core [--only PART] [--rounds N]

  --only PART   jvm, workerd or load; the result goes to bench/target and not to bench/results
  --rounds N    interleaved rounds, of which medians are taken; 5
`;

function options() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      rounds: { type: "string", default: "5" },
      help: { type: "boolean", short: "h" },
    },
  });
  const rounds = Number(values.rounds);
  if (values.only !== undefined && !PARTS.includes(values.only)) {
    throw new Error(`--only == ${values.only}, must be one of ${PARTS.join(", ")}`);
  }
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    throw new Error(`--rounds == ${values.rounds}, must be a whole number from 1 to 100`);
  }
  return { ...values, rounds };
}

function versions(root, java) {
  const pom = readFileSync(join(root, "bench/pom.xml"), "utf8");
  const inPom = (name) => pom.match(`<${name}.version>(.*)</`)?.[1];
  const npm = (folder) => JSON.parse(readFileSync(join(root, folder, "package.json"))).version;
  return {
    jdk: readFileSync(join(java, "release"), "utf8").match(/JAVA_VERSION="(.*)"/)?.[1],
    node: process.version,
    workerd: npm("node_modules/workerd"),
    jmh: inPom("jmh"),
    launchdarkly: inPom("launchdarkly"),
    unleash: inPom("unleash"),
    flagd: inPom("flagd"),
    openfeature: inPom("openfeature"),
    growthbook: npm("bench/node_modules/@growthbook/growthbook"),
  };
}

const root = fileURLToPath(new URL("..", import.meta.url));
const java = process.env.JAVA_HOME ?? "";
let given;
try {
  given = options();
} catch (error) {
  console.error(`rimlight: ${error.message}; ./rimlight bench core --help lists the options`);
  process.exit(2);
}
if (given.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const began = Date.now();
const progress = (text) =>
  console.log(`[${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s] ${text}`);
const folder = mkdtempSync(join(tmpdir(), "rimlight-bench-"));
const workload = join(root, "bench/target/workload");
const parts = given.only === undefined ? PARTS : [given.only];
const result = {
  command: `./rimlight bench core${process.argv
    .slice(2)
    .map((word) => ` ${word}`)
    .join("")}`,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: versions(root, java),
};
try {
  const shared = {
    root,
    workload,
    folder,
    java,
    node: process.execPath,
    workerd: join(root, "node_modules/.bin/workerd"),
    rounds: given.rounds,
    progress,
  };
  progress("all engines decide the workload once");
  execFileSync(
    join(java, "bin/java"),
    [
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      `${join(root, "bench/target/classes")}:${join(root, "bench/target/lib/*")}`,
      "dev.rimlight.bench.Preparation",
      workload,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const { variants, ...agreement } = JSON.parse(readFileSync(join(workload, "agreement.json")));
  result.agreement = agreement;
  if (parts.includes("jvm")) result.jvm = measureJvm(shared);
  if (parts.includes("workerd")) result.workerd = await measureWorkerd(shared);
  if (parts.includes("load")) result.load = await measureLoad(shared);
} catch (error) {
  // JMH says on its output why it stops, for example that another one runs.
  const said = `${error.stdout ?? ""}${error.stderr ?? ""}`.trimEnd().split("\n").slice(-20);
  console.error(`rimlight: ${error.message.split("\n")[0]}\n${said.join("\n")}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.exitCode === 1) process.exit();
result.targets = targets(result);
const file = join(
  root,
  given.only === undefined ? "bench/results/core.json" : `bench/target/core-${given.only}.json`,
);
mkdirSync(join(file, ".."), { recursive: true });
writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
for (const { what, target, measured, met } of result.targets) {
  console.log(`${met ? "met   " : "MISSED"} ${what}: ${measured} (${target})`);
}
console.log(`written to ${file.slice(root.length)}`);
