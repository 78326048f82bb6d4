// Runs a Java program of this folder on the class path that every command has, and keeps what it says.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const home = path.resolve(import.meta.dirname, "..");
const java = path.join(process.env.JAVA_HOME ?? "", "bin/java");

export function measure(program, command, file, ...args) {
  const target = path.join(home, "demo/target");
  const jar = fs.readdirSync(target).find((name) => /^demo-.*\.jar$/.test(name));
  const run = spawnSync(
    java,
    [
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      `${path.join(target, jar)}:${path.join(target, "lib")}/*`,
      path.join(home, `bench/src/main/java/dev/rimlight/bench/${program}.java`),
      ...args.map(String),
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  const result = {
    command,
    machine: `${os.cpus().length} cores, ${os.cpus()[0]?.model}`,
    java: spawnSync(java, ["-version"], { encoding: "utf8" }).stderr.split("\n")[0],
    at: new Date().toISOString().slice(0, 10),
    ...JSON.parse(run.stdout),
  };
  fs.mkdirSync(path.join(home, "bench/results"), { recursive: true });
  fs.writeFileSync(path.join(home, "bench/results", file), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
}
