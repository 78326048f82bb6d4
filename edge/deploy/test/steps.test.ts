import { expect, it } from "vitest";
import { deploy } from "../steps.mjs";

/** A wrangler that remembers what it was asked and answers as told. */
function fakeWrangler(answers: { code: number; out: string }[] = []) {
  const asked: string[] = [];
  return {
    asked,
    run(args: string[]) {
      asked.push(args.join(" "));
      return answers.shift() ?? { code: 0, out: "" };
    },
  };
}

const SETTINGS = {
  environment: "shop",
  name: "rimlight-shop",
  publicKeys: {},
  ingest: "https://ingest.shop.example",
  zone: "shop.example",
  routes: ["shop.example/*"],
  kv: "KV",
  d1: "D1",
  queue: "rimlight-shop-events",
  origins: {},
  ofrepOrigins: [],
  dryRun: false,
};
const LIST = "secret list --format json --config out/wrangler.json";
const names = (...secrets: string[]) =>
  `\n wrangler\n${JSON.stringify(secrets.map((name) => ({ name, type: "secret_text" })))}\n`;

function run(
  wrangler: ReturnType<typeof fakeWrangler>,
  settings: typeof SETTINGS & { control?: string } = SETTINGS,
) {
  const said: string[] = [];
  const code = deploy(settings, "out/wrangler.json", wrangler.run, (line) => said.push(line));
  return { code, said };
}

it("everythingSet_appliesTheTablesBeforeTheWorker", () => {
  const all = names("COOKIE_KEYS", "INGEST_KEY", "PEPPER", "OFREP_KEYS", "IDENTITY_KEYS");
  const wrangler = fakeWrangler([{ code: 0, out: all }]);
  const { code, said } = run(wrangler);
  expect(code).toBe(0);
  expect(wrangler.asked).toEqual([
    LIST,
    "d1 migrations apply STATE --remote --config out/wrangler.json",
    "deploy --config out/wrangler.json",
  ]);
  expect(said.filter((line) => line.startsWith("secret"))).toEqual([]);
  expect(said.some((line) => line.includes("request_limit_fail_open"))).toBe(true);
});

it("optionalSecretMissing_isToldAndDeployed", () => {
  const wrangler = fakeWrangler([{ code: 0, out: names("COOKIE_KEYS", "INGEST_KEY", "PEPPER") }]);
  const { code, said } = run(wrangler);
  expect(code).toBe(0);
  expect(said.filter((line) => line.startsWith("secret"))).toEqual([
    "secret IDENTITY_KEYS is not set (optional): without it no login is taken from the origin; 'wrangler secret put IDENTITY_KEYS --config out/wrangler.json' sets it",
    "secret OFREP_KEYS is not set (optional): without it flags are not answered over OFREP; 'wrangler secret put OFREP_KEYS --config out/wrangler.json' sets it",
  ]);
});

it("newWorkerWithoutSecrets_isNotDeployed", () => {
  const wrangler = fakeWrangler([{ code: 1, out: 'Worker "rimlight-shop" not found.' }]);
  const { code, said } = run(wrangler);
  expect(code).toBe(1);
  expect(wrangler.asked).toEqual([LIST]);
  expect(said.at(-1)).toBe("nothing was deployed: set the missing secrets first");
  expect(said.filter((line) => line.startsWith("secret"))).toHaveLength(5);
});

it("wranglerThatCannotAsk_isQuotedAndEndsTheDeployment", () => {
  const wrangler = fakeWrangler([{ code: 1, out: "not logged in" }]);
  const { code, said } = run(wrangler);
  expect([code, wrangler.asked]).toEqual([1, [LIST]]);
  expect(said.slice(-2)).toEqual(["not logged in", "wrangler secret list ended with 1"]);
});

it("tablesThatCannotBeApplied_leaveTheOldWorker", () => {
  const wrangler = fakeWrangler([
    { code: 0, out: names("COOKIE_KEYS", "INGEST_KEY") },
    { code: 7, out: "" },
  ]);
  const { code, said } = run(wrangler);
  expect(code).toBe(7);
  expect(wrangler.asked).not.toContain("deploy --config out/wrangler.json");
  expect(said.at(-1)).toBe("wrangler d1 migrations apply STATE --remote ended with 7");
});

it("dryRun_asksNobodyForSecrets", () => {
  const wrangler = fakeWrangler();
  const { code, said } = run(wrangler, { ...SETTINGS, dryRun: true });
  expect(code).toBe(0);
  expect(wrangler.asked).toEqual([
    "deploy --dry-run --config out/wrangler.json --outdir out/checked",
  ]);
  expect(said.filter((line) => line.startsWith("secret"))).toHaveLength(5);
});

it("workerThatKnowsItsControlPlane_needsItsToken", () => {
  const settings = { ...SETTINGS, dryRun: true, control: "https://control.example" };
  expect(run(fakeWrangler(), settings).said.at(-1)).toBe(
    "secret CONTROL_TOKEN: without it the control plane is not asked; 'wrangler secret put CONTROL_TOKEN --config out/wrangler.json' sets it",
  );
});
