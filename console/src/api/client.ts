import createClient from "openapi-fetch";
import type { paths } from "./schema.ts";

export { document } from "./answer.ts";

export const client = createClient<paths>({ baseUrl: window.location.origin });
