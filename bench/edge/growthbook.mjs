// GrowthBook's edge app as its documentation has it, with the payload at hand instead of in KV.
import { handleRequest } from "@growthbook/edge-cloudflare";
import { growthbookPayload } from "./pages.mjs";

export default {
  fetch: (request, env) => handleRequest(request, env, { payload: growthbookPayload }),
};
