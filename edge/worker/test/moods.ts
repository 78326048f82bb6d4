import type { MiniflareOptions } from "miniflare";

/**
 * Makes what the platform binds slow or broken while it runs: something stands between the Worker and the real KV, D1, queue
 * and relay, and asks before each call how it is to be.
 */
/** deaf: the relay answers, but pushes nothing any more. */
export type Mood = "well" | "slow" | "failing" | "deaf";

export interface Moods {
  kv: Mood;
  d1: Mood;
  queue: Mood;
  relay: Mood;
}

export const SLOW_MILLIS = 1_500;

const WRAPPER = `
const mood = async (env, what) => {
  const answer = await (await env.SWITCH.fetch("http://moods/" + what)).text();
  if (answer === "slow") await new Promise((resolve) => setTimeout(resolve, ${SLOW_MILLIS}));
  if (answer === "failing") throw new Error(what + " is down");
};
const through = (env, what, inner, names) => Object.fromEntries(names.map((name) => [
  name, async (...all) => { await mood(env, what); return inner()[name](...all); }]));
/** A relay that goes away ends the polls that hang on it. */
const silence = async (env) => {
  for (;;) {
    const answer = await (await env.SWITCH.fetch("http://moods/relay")).text();
    if (answer !== "well") throw new Error("relay is " + answer);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
export default function (env) {
  switch (env.WHAT) {
    case "kv":
      return through(env, "kv", () => env.INNER, ["get", "put", "delete", "list"]);
    case "queue":
      return through(env, "queue", () => env.INNER, ["send", "sendBatch"]);
    case "relay":
      return {
        idFromName: (name) => env.INNER.idFromName(name),
        get: (id) => ({
          ...through(env, "relay", () => env.INNER.get(id), ["news", "publish", "advise"]),
          watch: async (seen) => {
            const away = silence(env);
            away.catch(() => {});
            await Promise.race([away, new Promise((resolve) => setTimeout(resolve, 50))]);
            return Promise.race([env.INNER.get(id).watch(seen), away]);
          },
        }),
      };
    case "d1": {
      const statement = (inner) => ({
        ...through(env, "d1", () => inner(), ["first", "all", "run"]),
        bind: (...all) => statement(() => inner().bind(...all)),
      });
      return { prepare: (sql) => statement(() => env.INNER.prepare(sql)) };
    }
  }
}`;

/** Changes the options of a Worker so that its bindings follow the moods. */
export function moody(moods: Moods): (options: MiniflareOptions) => MiniflareOptions {
  return (options) => {
    const { host, port, upstream, cf, ...worker } = options as Record<string, unknown>;
    const producers = worker.queueProducers as object;
    const objects = worker.durableObjects as Record<string, object>;
    const between = (what: keyof Moods, inner: object) => ({
      name: `moody-${what}`,
      modules: true,
      script: WRAPPER,
      bindings: { WHAT: what },
      serviceBindings: {
        SWITCH: async () => new Response(moods[what]) as never,
      },
      ...inner,
    });
    const main = {
      ...worker,
      name: "edge",
      kvNamespaces: undefined,
      d1Databases: undefined,
      queueProducers: undefined,
      durableObjects: { SPOOL: objects.SPOOL, OWN_RELAY: objects.RELAY },
      wrappedBindings: {
        CONFIG: "moody-kv",
        STATE: "moody-d1",
        EVENTS: "moody-queue",
        RELAY: "moody-relay",
      },
    };
    const relay = { ...objects.RELAY, scriptName: "edge" };
    return {
      host,
      port,
      upstream,
      cf,
      workers: [
        main,
        between("kv", { kvNamespaces: { INNER: "config" } }),
        between("d1", { d1Databases: { INNER: "state" } }),
        between("queue", { queueProducers: { INNER: Object.values(producers)[0] } }),
        between("relay", { durableObjects: { INNER: relay } }),
        // Hands the tests what lies behind.
        {
          name: "behind",
          modules: true,
          script: "export default {}",
          kvNamespaces: { CONFIG: "config" },
          d1Databases: { STATE: "state" },
        },
      ],
    } as never;
  };
}
