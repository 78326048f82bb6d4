import type { Env } from "./env";
import type { Relay } from "./relay";

/** The relays of an environment: one a region, by Cloudflare's location hints. */

/** Hints that are near to a continent, the nearest first. */
const NEAR: Record<string, readonly string[]> = {
  AF: ["afr", "weur", "eeur"],
  AS: ["apac", "me", "eeur"],
  EU: ["weur", "eeur"],
  NA: ["enam", "wnam"],
  OC: ["oc", "apac"],
  SA: ["sam", "enam"],
};

type Namespace = DurableObjectNamespace<Relay>;

export function allRelays(env: Env, namespace: Namespace): DurableObjectStub<Relay>[] {
  return regions(env).map((region) => relayOf(env, namespace, region));
}

export function nearestRelay(
  env: Env,
  namespace: Namespace,
  continent: unknown,
): DurableObjectStub<Relay> {
  const all = regions(env);
  const near = NEAR[String(continent)]?.find((hint) => all.includes(hint)) ?? all[0] ?? "";
  return relayOf(env, namespace, near);
}

/** At least one: the region without a name. */
function regions(env: Env): string[] {
  const named = (env.RELAYS ?? "").split(" ").filter(Boolean);
  return named.length > 0 ? named : [""];
}

function relayOf(env: Env, namespace: Namespace, region: string): DurableObjectStub<Relay> {
  if (region === "") return namespace.get(namespace.idFromName(env.ENVIRONMENT));
  return namespace.get(namespace.idFromName(`${env.ENVIRONMENT}:${region}`), {
    locationHint: region as DurableObjectLocationHint,
  });
}
