import { source as clientSource } from "rimlight-client";
import { receiveBeacon } from "./beacon";
import { degrade } from "./degraded";
import { explainPage } from "./explain";
import { health } from "./health";
import { CLIENT_PATH, CLIENT_STABLE_PATH } from "./html";
import { IDENTITY_HEADER, link } from "./identity";
import { bypassed, memory, sleep } from "./memory";
import { answerOfrep, OFREP_PREFIX } from "./ofrep";
import { goesInCircles, OriginAway, passed } from "./origin";
import { servePage } from "./page";
import type { Platform } from "./platform";
import { beginPreview, endPreview, PREVIEW_END_PATH, PREVIEW_PARAMETER } from "./preview";
import { problem } from "./problem";
import { fresh, keepFresh, ready, readyForHardKill } from "./refresh";
import { matchRoute } from "./routes";
import { identify } from "./visitor";
import { consent, reset } from "./wishes";

const OWN = "/_rl/";

/** Serves visitors: decides in the request, edits the page in the stream, and gets out of the way when it cannot. */
export async function serve(platform: Platform, request: Request): Promise<Response> {
  if (platform.env.FAULTS === "1") provoke(request);
  const url = new URL(request.url);
  if (url.pathname.startsWith(OWN)) return own(platform, request, url);
  const config = fresh() ?? (await ready(platform));
  keepFresh(platform);
  if (url.pathname.startsWith(OFREP_PREFIX)) {
    return answerOfrep(request, url, platform.env, config);
  }
  try {
    if (!config || bypassed() || goesInCircles(request)) return await pass(platform, request);
    if (request.method !== "GET" && request.method !== "HEAD") return await pass(platform, request);
    if (url.searchParams.has(PREVIEW_PARAMETER)) return await beginPreview(platform, url);
    const route = matchRoute(config.places, url);
    if (!route) return await pass(platform, request);
    if (route.hard) await readyForHardKill(platform);
    if (bypassed()) return await pass(platform, request);
    return await servePage(platform, request, url, memory() ?? config, route);
  } catch (error) {
    if (error instanceof OriginAway) return away(error);
    throw error;
  }
}

/** Failures that nothing outside can bring about; tests only. */
function provoke({ headers }: Request): void {
  if (headers.has("fault-throw")) throw new Error("provoked");
  const slept = headers.get("fault-slept-millis");
  if (slept !== null) sleep(Number(slept));
}

/** What no route matches is the origin's affair, except that an origin may say on any answer who has logged in. */
async function pass(platform: Platform, request: Request): Promise<Response> {
  const response = await platform.fetch(passed(request));
  const token = response.headers.get(IDENTITY_HEADER);
  if (token === null) return response;
  const answer = new Response(response.body, response);
  answer.headers.delete(IDENTITY_HEADER);
  if (bypassed()) return answer;
  const visitor = await identify(platform, request);
  const links = await link(platform, request, visitor, token);
  for (const cookie of [...visitor.cookies, ...links]) answer.headers.append("set-cookie", cookie);
  return answer;
}

function away(error: OriginAway): Response {
  degrade("origin");
  return new Response(
    "<!doctype html><title>Please try again</title><h1>Please try again in a moment</h1>" +
      "<p>The page did not answer in time.</p>",
    {
      status: 504,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "rimlight-status": "degraded=origin",
        "rimlight-error": error.message,
      },
    },
  );
}

/** The paths that belong to Rimlight; none of them reaches the origin. */
async function own(platform: Platform, request: Request, url: URL): Promise<Response> {
  const asked = `${request.method} ${url.pathname}`;
  switch (asked) {
    case "POST /_rl/b":
      await ready(platform);
      return receiveBeacon(platform, request);
    case "POST /_rl/consent":
      return consent(platform, request);
    case "POST /_rl/reset":
      return reset(platform, request);
    case "GET /_rl/health":
      await ready(platform);
      keepFresh(platform);
      return health(platform);
    case "GET /_rl/explain":
      await ready(platform);
      return explainPage(platform, request, url);
    case `GET ${PREVIEW_END_PATH}`:
      return endPreview();
    case `GET ${CLIENT_PATH}`:
      return clientModule("public, max-age=31536000, immutable");
    case `GET ${CLIENT_STABLE_PATH}`:
      return clientModule("public, max-age=3600");
    default:
      return problem(404, "no_such_path", `${asked.slice(0, 200)} is not a path of Rimlight`);
  }
}

function clientModule(cacheControl: string): Response {
  return new Response(clientSource, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": cacheControl,
      "x-content-type-options": "nosniff",
    },
  });
}
