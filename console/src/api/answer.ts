import type { Problem } from "./documents.ts";
import { Refusal, Unreachable } from "./refusal.ts";

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The document of an answer; anything else is thrown as a Refusal or as Unreachable. */
export async function document<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answered(asked);
  if (!response.ok) {
    throw new Refusal(response.status, problemOf(error, response));
  }
  return data as T;
}

async function answered<T>(asked: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await asked;
  } catch (cause) {
    throw new Unreachable(cause);
  }
}

function problemOf(error: unknown, response: Response): Problem {
  if (typeof error === "object" && error !== null && "detail" in error) {
    return error as Problem;
  }
  return {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    detail: `The control plane answered ${response.status} without an explanation.`,
  };
}
