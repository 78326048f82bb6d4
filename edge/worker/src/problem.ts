/** An error as RFC 9457 has it. */
export function problem(
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { type: `rimlight:${code}`, title: code.replaceAll("_", " "), status, detail },
    {
      status,
      headers: {
        ...headers,
        "content-type": "application/problem+json",
        "cache-control": "no-store",
      },
    },
  );
}
