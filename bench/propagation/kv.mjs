// KV for edges of many processes: what is put can be read everywhere at once, which the platform's KV does not promise.
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";

export class Store extends DurableObject {
  get(key) {
    return this.ctx.storage.get(key);
  }

  put(key, value) {
    return this.ctx.storage.put(key, value);
  }
}

export default class extends WorkerEntrypoint {
  #store = () => this.env.STORE.get(this.env.STORE.idFromName("all"));

  async get(key) {
    return (await this.#store().get(key))?.buffer ?? null;
  }

  put(key, value) {
    return this.#store().put(key, new Uint8Array(value));
  }

  /** PUT /<key>, for who stands outside. */
  async fetch(request) {
    await this.put(new URL(request.url).pathname.slice(1), await request.arrayBuffer());
    return new Response(null, { status: 204 });
  }
}
