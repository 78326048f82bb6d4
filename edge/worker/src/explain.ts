import { explain } from "rimlight-core";
import { readAssigned } from "./assigned";
import { contextOf } from "./decide";
import { memory } from "./memory";
import type { Platform } from "./platform";
import { previewOf, readPreview } from "./preview";
import { problem } from "./problem";
import { matchRoute } from "./routes";
import { identify } from "./visitor";

/**
 * Why this visitor gets what they get: the trace of every flag of the route that matches `?path=`. For whoever has a preview:
 * its cookie, or its token as `Authorization: Bearer`.
 */
export async function explainPage(
  platform: Platform,
  request: Request,
  url: URL,
): Promise<Response> {
  const preview = await previewFor(platform, request);
  if (!preview) {
    return problem(403, "preview_needed", "open a preview link first, or send its token as bearer");
  }
  const config = memory();
  if (!config) return problem(503, "no_definitions", "nothing was published to this edge yet");
  const page = new URL(url.searchParams.get("path") ?? "/", url.origin);
  if (page.origin !== url.origin) {
    return problem(400, "bad_path", `path == ${page.href.slice(0, 200)}, must be of ${url.origin}`);
  }
  const route = matchRoute(config.places, page);
  const visitor = await identify(platform, request);
  const assigned = visitor.id ? await readAssigned(platform, request, visitor.id) : [];
  const { id, consent, bot, user } = visitor;
  const answer = {
    environment: platform.env.ENVIRONMENT,
    revision: config.revision,
    killRevision: config.killRevision,
    path: page.pathname + page.search,
    route: route?.key ?? null,
    visitor: { id, consent, bot, user },
    assigned,
    forced: preview,
    flags: {} as Record<string, unknown>,
  };
  if (route) {
    const facts = { request, url: page, visitor };
    const context = await contextOf(platform, route, facts, { assigned, preview });
    const now = Date.now();
    for (const { key, index } of route.flags) {
      answer.flags[key] = JSON.parse(explain(config.snapshot, config.kills, context, index, now));
    }
  }
  return Response.json(answer, { headers: { "cache-control": "no-store" } });
}

async function previewFor(platform: Platform, request: Request) {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!bearer) return readPreview(platform, request);
  return previewOf(platform, bearer).catch(() => null);
}
