import { degraded } from "./degraded";
import { isolateId } from "./events";
import { switchedOff } from "./html";
import { ageMillis, bypassed, memory, seen } from "./memory";
import type { Platform } from "./platform";

/** What this isolate runs and what is away. */
export async function health(platform: Platform): Promise<Response> {
  const away = degraded();
  const spooled = await platform.spool?.depth().catch(() => null);
  return Response.json(
    {
      environment: platform.env.ENVIRONMENT,
      ...seen(),
      ageMillis: memory() ? ageMillis() : null,
      isolate: isolateId(),
      status: bypassed() ? "bypassed" : away.length > 0 ? "degraded" : "ok",
      degraded: away,
      editsSwitchedOff: switchedOff(),
      spooledBatches: spooled ?? null,
    },
    { headers: { "cache-control": "no-store" } },
  );
}
