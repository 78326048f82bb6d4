// How many events the real ingest takes, durable and loaded into Parquet; and whether kill -9 loses or repeats any.
//
//   node bench/intake.mjs rate [--events N] [--batch N] [--senders N] [--ordered 1]
//   node bench/intake.mjs kill [--rounds N] [--seed N]

import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

const KEY = "0123456789abcdef";
const home = path.resolve(import.meta.dirname, "..");
const java = path.join(process.env.JAVA_HOME ?? "", "bin/java");
const [subject, ...rest] = process.argv.slice(2);
const options = read(rest);
const data = fs.mkdtempSync(path.join(os.tmpdir(), "rimlight-intake-"));
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const seed = options.seed ?? Date.now() % 1_000_000;
let random = seed;

function read(args) {
  const read = {};
  for (let i = 0; i < args.length; i += 2) {
    const value = Number(args[i + 1]);
    if (!/^--(events|batch|senders|rounds|seed|ordered)$/.test(args[i] ?? "") || !(value >= 1)) {
      console.error(
        `rimlight: ${args[i]} ${args[i + 1]}, must be an option of the command and a number`,
      );
      process.exit(2);
    }
    read[args[i].slice(2)] = value;
  }
  return read;
}

function classPath() {
  const target = path.join(home, "demo/target");
  const jar = fs.readdirSync(target).find((name) => /^demo-.*\.jar$/.test(name));
  return `${path.join(target, jar)}:${path.join(target, "lib")}/*`;
}

/** The ingest as users run it, in little memory. */
async function start() {
  const child = spawn(
    java,
    [
      "--enable-native-access=ALL-UNNAMED",
      "-XX:+ExitOnOutOfMemoryError",
      "-Xmx512m",
      "-cp",
      classPath(),
      "dev.rimlight.events.ingest.Main",
      "--data",
      data,
      "--port",
      "0",
      "--environment",
      "bench",
    ],
    { env: { ...process.env, RIMLIGHT_INGEST_KEY: KEY }, stdio: ["ignore", "pipe", "inherit"] },
  );
  const port = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const match = /:(\d+)\s*$/m.exec(text);
      if (match) resolve(Number(match[1]));
    });
    child.on("exit", (code) => reject(new Error(`the ingest ended with ${code}`)));
  });
  return { child, port };
}

function send(port, method, url, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        port,
        host: "127.0.0.1",
        agent,
        method,
        path: url,
        headers: {
          authorization: `Bearer ${KEY}`,
          ...(body && {
            "content-type": "application/x-ndjson",
            "content-length": Buffer.byteLength(body),
          }),
        },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode, text }));
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

const COUNTRIES = ["DE", "AT", "CH", "FR", "US"];

/** About 225 bytes an event, as an edge sends them; ids as long as its own. */
function lines(isolate, from, count, at) {
  let text = "";
  for (let seq = from; seq < from + count; seq++) {
    const unit = `${isolate}-${Math.floor(seq / 7)}`.padEnd(22, "x");
    text += `{"id":"${idOf(isolate, seq)}","kind":"${
      seq % 7 === 0
        ? 'exposure","experiment":"wording","variant":"eager'
        : 'conversion","name":"view'
    }","at":${at},"unit":"${unit}","isolate":"${isolate}","seq":${seq},"route":"product","country":"${
      COUNTRIES[seq % 5]
    }","device":"mobile","source":"client"}\n`;
  }
  return text;
}

/** Without order, as the edge's random ids are; the same event always has the same. */
function idOf(isolate, seq) {
  if (options.ordered) return `${isolate}.${seq}`.padEnd(22, "_");
  const number = Number(isolate.slice(3)) * 0x1000193 + seq;
  let id = "x";
  for (let part = 0; part < 3; part++) {
    let t = Math.imul(number ^ (part * 0x9e3779b9), 0x85ebca6b);
    t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
    id += ((t ^ (t >>> 16)) >>> 0).toString(36).padStart(7, "0");
  }
  return id;
}

async function accounting(port) {
  return JSON.parse((await send(port, "GET", "/v1/accounting")).text);
}

async function loaded(port) {
  for (;;) {
    const account = await accounting(port);
    if (account.loadedSeq >= account.journalSeq) return account;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function rss(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}

function countRows() {
  const found = spawnSync(
    java,
    [
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      classPath(),
      path.join(home, "bench/src/main/java/dev/rimlight/bench/CountRows.java"),
      path.join(data, "warehouse"),
    ],
    { encoding: "utf8" },
  );
  if (found.status !== 0) throw new Error(found.stderr);
  return JSON.parse(found.stdout);
}

async function rate() {
  const events = options.events ?? 1_000_000;
  const batch = options.batch ?? 500;
  const senders = options.senders ?? 16;
  const { child, port } = await start();
  const began = performance.now();
  const windows = [];
  const waits = [];
  let acknowledged = 0;
  let window = { events: 0, at: began };
  let most = 0;
  let unloaded = 0;
  async function sender(number) {
    const isolate = `iso${number}`;
    for (let seq = 0; acknowledged < events; seq += batch) {
      const body = lines(isolate, seq, batch, Date.now());
      const times = nextRandom() < 0.2 ? 2 : 1;
      for (let time = 0; time < times; time++) {
        const sent = performance.now();
        for (;;) {
          const answer = await send(port, "POST", "/v1/events", body);
          if (answer.status === 200) break;
          if (answer.status !== 429) throw new Error(`${answer.status} ${answer.text}`);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        waits.push(performance.now() - sent);
      }
      acknowledged += batch;
      if (acknowledged - window.events >= Math.max(1_000_000, events / 20)) {
        const now = performance.now();
        windows.push(Math.round((acknowledged - window.events) / ((now - window.at) / 1_000)));
        window = { events: acknowledged, at: now };
        most = Math.max(most, rss(child.pid));
        const account = await accounting(port);
        unloaded = Math.max(unloaded, account.journalSeq - account.loadedSeq);
        process.stderr.write(`\r${acknowledged} of ${events}, ${windows.at(-1)} events/s   `);
      }
    }
  }
  await Promise.all(Array.from({ length: senders }, (_, number) => sender(number)));
  const seconds = (performance.now() - began) / 1_000;
  const account = await loaded(port);
  const untilLoaded = (performance.now() - began) / 1_000;
  most = Math.max(most, rss(child.pid));
  child.kill("SIGTERM");
  await new Promise((resolve) => child.on("exit", resolve));
  process.stderr.write("\n");
  waits.sort((a, b) => a - b);
  const counted = countRows();
  const journal = fs.readdirSync(data).filter((name) => name.startsWith("journal"));
  return {
    events: acknowledged,
    batch,
    senders,
    retransmitted: 0.2,
    eventsPerSecond: Math.round(acknowledged / seconds),
    eventsPerSecondIntoParquet: Math.round(acknowledged / untilLoaded),
    eventsPerSecondByWindow: windows,
    acknowledgedMillis: { p50: at(waits, 0.5), p99: at(waits, 0.99) },
    mostUnloaded: unloaded,
    mostResidentMiB: most,
    journalMiB: Math.round(
      journal.reduce((sum, name) => sum + fs.statSync(path.join(data, name)).size, 0) / 2 ** 20,
    ),
    accepted: account.accepted,
    lost: account.lost,
    ...counted,
    right: counted.rows === acknowledged && counted.ids === acknowledged && account.lost === 0,
  };
}

function at(sorted, share) {
  return Math.round(10 * sorted[Math.floor(share * (sorted.length - 1))]) / 10;
}

/** mulberry32 */
function nextRandom() {
  random = (random + 0x6d2b79f5) | 0;
  let t = Math.imul(random ^ (random >>> 15), 1 | random);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

async function kill() {
  const rounds = options.rounds ?? 100;
  const senders = Array.from({ length: 8 }, (_, number) => ({ isolate: `iso${number}`, seq: 0 }));
  let unanswered = 0;
  let repeated = 0;
  for (let round = 1; round <= rounds; round++) {
    const { child, port } = await start();
    let dead = false;
    const running = senders.map(async (sender) => {
      while (!dead) {
        const batch = 1 + Math.floor(nextRandom() * 200);
        // What was not answered is sent again as it was: its size is remembered.
        sender.batch ??= batch;
        const body = lines(sender.isolate, sender.seq, sender.batch, Date.now());
        try {
          const answer = await send(port, "POST", "/v1/events", body);
          if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
          if (nextRandom() < 0.2) {
            const again = JSON.parse((await send(port, "POST", "/v1/events", body)).text);
            if (again.accepted !== 0) throw new Error(`accepted twice: ${JSON.stringify(again)}`);
            repeated += sender.batch;
          }
          sender.seq += sender.batch;
          sender.batch = undefined;
        } catch (error) {
          if (!dead) throw error;
          unanswered++;
        }
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 200 + nextRandom() * 1_800));
    dead = true;
    child.kill("SIGKILL");
    await Promise.all(running);
    const sum = senders.reduce((all, sender) => all + sender.seq, 0);
    process.stderr.write(`\rround ${round} of ${rounds}, ${sum} events acknowledged   `);
  }
  const { child, port } = await start();
  for (const sender of senders) {
    sender.batch ??= 1;
    await send(
      port,
      "POST",
      "/v1/events",
      lines(sender.isolate, sender.seq, sender.batch, Date.now()),
    );
    sender.seq += sender.batch;
  }
  const account = await loaded(port);
  child.kill("SIGTERM");
  await new Promise((resolve) => child.on("exit", resolve));
  process.stderr.write("\n");
  const acknowledged = senders.reduce((all, sender) => all + sender.seq, 0);
  const counted = countRows();
  return {
    rounds,
    seed,
    acknowledged,
    retransmittedAfterItsAnswer: repeated,
    unansweredRequests: unanswered,
    accepted: account.accepted,
    lost: account.lost,
    ...counted,
    missing: acknowledged - counted.ids,
    twice: counted.rows - counted.ids,
    right: counted.rows === acknowledged && counted.ids === acknowledged && account.lost === 0,
  };
}

function environment() {
  return {
    machine: `${os.cpus().length} cores, ${os.cpus()[0]?.model}, ${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    java: spawnSync(java, ["-version"], { encoding: "utf8" }).stderr.split("\n")[0],
    node: process.version,
    at: new Date().toISOString().slice(0, 10),
  };
}

try {
  const [measured, file, command] =
    subject === "kill"
      ? [await kill(), "soak-kill.json", "./rimlight soak kill"]
      : [
          await rate(),
          options.ordered ? "intake-ordered.json" : "intake.json",
          "./rimlight bench intake",
        ];
  const result = { command: [command, ...rest].join(" "), ...environment(), ...measured };
  fs.mkdirSync(path.join(home, "bench/results"), { recursive: true });
  fs.writeFileSync(path.join(home, "bench/results", file), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.right ? 0 : 1;
} finally {
  fs.rmSync(data, { recursive: true, force: true });
}
