// A Worker that answers at once: what workerd itself needs to start.
export default { fetch: () => new Response("") };
