// What a deployment does, in order; wrangler and the printing are arguments.
import { dirname, join } from "node:path";
import { CONTROL_SECRET, deadLetters, SECRETS } from "./configuration.mjs";

/**
 * The exit code.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} path of the written configuration
 * @param {import("./wrangler.mjs").Wrangler} wrangler
 * @param {(line: string) => void} say
 */
export function deploy(settings, path, wrangler, say) {
  const config = ["--config", path];
  const secrets = settings.control ? [...SECRETS, CONTROL_SECRET] : SECRETS;
  for (const line of plan(settings, path)) say(line);
  if (settings.dryRun) {
    for (const { name, what } of secrets) say(`secret ${name}: ${what}; ${put(name, path)}`);
    return wrangler(["deploy", "--dry-run", ...config, "--outdir", join(dirname(path), "checked")])
      .code;
  }
  const listed = wrangler(["secret", "list", "--format", "json", ...config], { quiet: true });
  // Of a new Worker there is nothing to list yet; its first secret makes it.
  const isNew = listed.code !== 0 && /Worker ".*" not found/.test(listed.out);
  if (listed.code !== 0 && !isNew) {
    say(listed.out);
    say(`wrangler secret list ended with ${listed.code}`);
    return listed.code;
  }
  const set = isNew ? [] : secretNames(listed.out);
  const missing = secrets.filter(({ name }) => !set.includes(name));
  for (const { name, required, what } of missing) {
    say(`secret ${name} is not set${required ? "" : " (optional)"}: ${what}; ${put(name, path)}`);
  }
  // A Worker that cannot sign a cookie would throw in every request.
  if (missing.some(({ required }) => required)) {
    say("nothing was deployed: set the missing secrets first");
    return 1;
  }
  for (const step of [["d1", "migrations", "apply", "STATE", "--remote"], ["deploy"]]) {
    const { code } = wrangler([...step, ...config]);
    if (code !== 0) {
      say(`wrangler ${step.join(" ")} ended with ${code}`);
      return code;
    }
  }
  return 0;
}

/** What there will be, and what nobody but a person can set. */
export function plan(settings, path) {
  const { name, environment, routes, queue } = settings;
  return [
    `${path} is written`,
    `Worker ${name} for environment ${environment}, on ${routes.join(", ")}`,
    `KV CONFIG ${settings.kv ?? "(--kv is not given)"}, D1 STATE ${settings.d1 ?? "(--d1 is not given)"}`,
    "Durable Objects Relay and Spool, rate limit BEACONS",
    `queue ${queue}, dead letters in ${deadLetters(settings)}; 'wrangler queues create NAME' makes each once`,
    settings.snapshot
      ? `snapshot ${settings.snapshot} is bundled`
      : "no snapshot is bundled: until the first one is published pages pass through",
    "A route that is over the account's limits answers with an error unless it fails open: set 'Fail open' at the route in " +
      "the dashboard, or request_limit_fail_open by the API; wrangler cannot",
  ];
}

function put(name, path) {
  return `'wrangler secret put ${name} --config ${path}' sets it`;
}

/** wrangler may greet before it answers. */
function secretNames(out) {
  return JSON.parse(out.slice(out.indexOf("["), out.lastIndexOf("]") + 1)).map(({ name }) => name);
}
