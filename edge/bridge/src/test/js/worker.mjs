import * as core from "./core.js";
import { answers } from "./answers.mjs";

export default {
  async fetch(request) {
    return new Response(request.method === "POST" ? answers(core, await request.json()) : "ready");
  },
};
