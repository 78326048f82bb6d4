// A control plane in a process of its own, as `./rimlight control` runs it, with drafts as a larger shop has them.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const java = join(process.env.JAVA_HOME ?? "", "bin/java");
const BASE = "/v1/environments/bench";
const TOKEN = "benchmark-benchmark-benchmark-benchmark";
const AT_ONCE = 8;

function classPath() {
  const target = join(root, "demo/target");
  const jar = readdirSync(target).find((name) => /^demo-.*\.jar$/.test(name));
  return `${join(target, jar)}:${join(target, "lib")}/*`;
}

/** With the options of run_server in `rimlight`. */
export async function startPlane() {
  const data = mkdtempSync(join(tmpdir(), "rimlight-plane-"));
  const child = spawn(
    java,
    [
      "--enable-native-access=ALL-UNNAMED",
      "-XX:+ExitOnOutOfMemoryError",
      "-cp",
      classPath(),
      "dev.rimlight.control.Main",
      ...["--data", data, "--port", "0", "--environment", "bench"],
      // One token stands for many senders here.
      ...["--requests-per-second", "0"],
    ],
    { env: { ...process.env, RIMLIGHT_TOKEN: TOKEN }, stdio: ["ignore", "pipe", "inherit"] },
  );
  const port = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const match = /ready on http:\/\/127\.0\.0\.1:(\d+)/.exec(text);
      if (match) resolve(Number(match[1]));
    });
    child.on("exit", (code) => reject(new Error(`the control plane ended with ${code}`)));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const headers = { authorization: `Bearer ${TOKEN}` };

  /** The whole answer; the body only as text if `text`. */
  function send(method, path, { body, text = true, extra = {} } = {}) {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: "127.0.0.1",
          port,
          agent,
          method,
          path: BASE + path,
          headers: {
            ...headers,
            ...extra,
            ...(sent && {
              "content-type": "application/json",
              "content-length": Buffer.byteLength(sent),
            }),
          },
        },
        (answer) => {
          let read = "";
          let bytes = 0;
          answer.on("data", (chunk) => {
            bytes += chunk.length;
            if (text) read += chunk;
          });
          answer.on("end", () => resolve({ status: answer.statusCode, text: read, bytes }));
          answer.on("error", reject);
        },
      );
      asked.on("error", reject);
      asked.end(sent);
    });
  }

  async function need(method, path, options) {
    const answer = await send(method, path, options);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`);
    }
    return answer;
  }

  return {
    port,
    send,
    need,
    head: `GET ${BASE}/changes HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`,
    mostResidentMiB() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024);
    },
    /** What its threads have computed so far. */
    cpuMillis() {
      const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async stop() {
      agent.destroy();
      child.removeAllListeners("exit");
      const ended = new Promise((resolve) => child.on("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export function flag(number) {
  const rules = Array.from({ length: number % 4 }, (_, rule) => ({
    id: `rule-${rule}`,
    when: {
      all: [
        { attribute: "country", operator: "in", values: ["DE", "AT", "CH"].slice(rule) },
        { attribute: "plan", operator: "equals", values: ["pro"] },
      ],
    },
    serve: { variant: "treatment" },
  }));
  if (number % 10 === 0) rules.push({ id: "trial", serve: { experiment: `trial-${number}` } });
  return {
    key: `flag-${number}`,
    name: `What ${number} turns on`,
    description: `Flag ${number} of a shop that has tried many things and kept some of them.`,
    tags: ["shop", `team-${number % 12}`],
    type: "string",
    on: number % 7 !== 0,
    variants: [
      { key: "control", name: "As before", value: `Buy ${number}` },
      { key: "treatment", name: "The new wording", value: `Buy now ${number}` },
    ],
    off: "control",
    rules,
    default: { split: ["control", "treatment"].map((variant) => ({ variant, weight: 50_000 })) },
  };
}

function experiment(number) {
  return {
    key: `trial-${number}`,
    name: `Trial ${number}`,
    hypothesis: "The new wording sells more, and is not slower.",
    flag: `flag-${number}`,
    unit: "visitor",
    control: "control",
    variants: ["control", "treatment"].map((variant) => ({ variant, weight: 50_000 })),
    allocation: 100_000,
    status: number % 20 === 0 ? "running" : "draft",
    metrics: ["orders", "views", "returns"].map((key, at) => ({
      key,
      name: key,
      event: key,
      kind: "proportion",
      direction: "increase",
      role: at === 0 ? "goal" : "secondary",
    })),
  };
}

/** Flags, an experiment on every tenth, of which every second runs, and a first revision of them. */
export async function fill(plane, flags) {
  const create = (path, body) => plane.need("PUT", path, { body, extra: { "if-none-match": "*" } });
  const inTurn = async (numbers, make) => {
    const left = [...numbers];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let number = left.pop(); number !== undefined; number = left.pop()) await make(number);
      }),
    );
  };
  const numbers = Array.from({ length: flags }, (_, number) => number);
  await inTurn(numbers, (number) => create(`/flags/flag-${number}`, flag(number)));
  await inTurn(
    numbers.filter((number) => number % 10 === 0),
    (number) => create(`/experiments/trial-${number}`, experiment(number)),
  );
  await plane.need("POST", "/publication");
}

export function surroundings() {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    versions: {
      java: spawnSync(java, ["-version"], { encoding: "utf8" }).stderr.split("\n")[0],
      node: process.version,
    },
  };
}

export function target(what, bound, measured) {
  return { what, target: `< ${bound}`, measured, met: measured < bound };
}

export const rounded = (millis) => Math.round(millis * 10) / 10;
