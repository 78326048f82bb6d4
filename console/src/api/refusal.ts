import type { Problem } from "./documents.ts";

/** An answer of the control plane that is not the document asked for. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }

  get requestId(): string | undefined {
    return this.problem.instance;
  }
}

/** The control plane did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("The control plane does not answer. What you see may be old.", { cause });
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Refusal && error.status === 401;
}
