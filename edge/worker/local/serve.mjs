// Runs the Worker on this machine, in workerd with KV, D1 and Durable Objects, in front of an origin.
import { parseArgs } from "node:util";
import { Log, LogLevel, Miniflare } from "miniflare";
import { migrate, miniflareOptions, QUEUE_SECONDS } from "./options.mjs";
import { publisherKeys } from "./publisherKeys.mjs";

const USAGE = `Usage: ./rimlight edge dev --origin URL --data FOLDER [--public-key 'KID BASE64' | --control URL] [options]

Runs the Worker in workerd on this machine, with KV, D1 and Durable Objects kept in FOLDER.

  --origin URL         where pages come from
  --data FOLDER        where state is kept
  --public-key TEXT    the control plane's key, the line in its publisher.pub; may be repeated
  --control URL        the control plane: tells its keys, and the newest snapshot where nobody else does
  --port N             8787
  --host ADDRESS       127.0.0.1
  --environment KEY    demo
  --ingest URL         http://127.0.0.1:8789
  --client-in-pages    the pages bring /_rl/client.js along themselves, and the Worker adds no second one

Secrets come from the environment: RIMLIGHT_INGEST_KEY, RIMLIGHT_COOKIE_KEYS ("kid:base64", newest first), and with
--control RIMLIGHT_TOKEN.`;

async function options() {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h" },
      origin: { type: "string" },
      data: { type: "string" },
      "public-key": { type: "string", multiple: true },
      control: { type: "string" },
      port: { type: "string", default: "8787" },
      host: { type: "string", default: "127.0.0.1" },
      environment: { type: "string", default: "demo" },
      ingest: { type: "string", default: "http://127.0.0.1:8789" },
      "client-in-pages": { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  for (const name of ["origin", "data"]) {
    if (!values[name]) throw new Error(`--${name} is missing`);
  }
  if (!values["public-key"] && !values.control) {
    throw new Error("--public-key is missing, or --control, which tells it");
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port == ${values.port}, must be 0 to 65535`);
  }
  const secrets = ["RIMLIGHT_INGEST_KEY", "RIMLIGHT_COOKIE_KEYS"];
  if (values.control) secrets.push("RIMLIGHT_TOKEN");
  for (const name of secrets) {
    if (!process.env[name]) throw new Error(`${name} is not set`);
  }
  const control = values.control && { url: values.control, token: process.env.RIMLIGHT_TOKEN };
  return {
    origin: values.origin,
    data: values.data,
    port,
    host: values.host,
    environment: values.environment,
    ingestUrl: values.ingest,
    // Keys that are given need no control plane, which may be away.
    publicKeys: values["public-key"]
      ? Object.fromEntries(values["public-key"].map((line) => line.trim().split(" ")))
      : await publisherKeys(control, values.environment),
    ...(control && { control }),
    ...(values["client-in-pages"] && { bindings: { CLIENT_IN_PAGES: "1" } }),
    ingestKey: process.env.RIMLIGHT_INGEST_KEY,
    cookieKeys: process.env.RIMLIGHT_COOKIE_KEYS,
  };
}

let edge;
try {
  edge = await options();
} catch (error) {
  console.error(`edge dev: ${error.message} (--help lists the options)`);
  process.exit(2);
}

const miniflare = new Miniflare({ ...miniflareOptions(edge), log: new Log(LogLevel.WARN) });
const stop = async () => {
  // The local queue lives in memory: what it gathered is handed on first.
  await new Promise((resolve) => setTimeout(resolve, 4_000 * QUEUE_SECONDS));
  await miniflare.dispose();
  process.exit(0);
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
try {
  const url = await miniflare.ready;
  await migrate(miniflare);
  console.log(`edge ready on ${url.origin}`);
} catch (error) {
  console.error(`edge dev: ${error.message}`);
  await miniflare.dispose();
  process.exit(1);
}
