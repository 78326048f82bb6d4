import { answers } from "./answers.mjs";
import * as core from "./core.js";

export default {
  async fetch(request) {
    return new Response(request.method === "POST" ? answers(core, await request.json()) : "ready");
  },
};
