import { queryOptions } from "@tanstack/react-query";
import { document } from "./answer.ts";
import type { Session } from "./documents.ts";

/**
 * Who is signed in. The one question before anything is shown, so it is asked without the client, which comes with
 * the first page.
 */
export const session = queryOptions({
  queryKey: ["session"],
  queryFn: () => document<Session>(ask("/v1/session")),
  staleTime: Number.POSITIVE_INFINITY,
});

async function ask(path: string) {
  const response = await fetch(path);
  const said = await response.json().catch(() => undefined);
  return response.ok ? { data: said as Session, response } : { error: said, response };
}
