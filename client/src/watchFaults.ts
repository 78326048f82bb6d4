import { eventId } from "./eventId";
import { type Fault, faultName, faultPlace } from "./fault";
import { quietly } from "./quietly";
import type { Reported } from "./reported";

/** An error in a loop must not become traffic. */
export const FAULTS_PER_PAGE = 10;

/** Reports what the page threw and nobody caught. */
export function watchFaults(report: (event: Reported) => void): void {
  const { origin, pathname } = location;
  let left = FAULTS_PER_PAGE;

  const take = (fault: Fault) => {
    if (left-- <= 0) return;
    const subject = faultPlace(fault, { origin, pathname });
    report({ kind: "error", id: eventId(), name: faultName(fault), ...(subject && { subject }) });
  };

  addEventListener(
    "error",
    quietly(({ error, filename, lineno, colno }: ErrorEvent) =>
      take({ thrown: error, file: filename, line: lineno, column: colno }),
    ),
  );
  addEventListener(
    "unhandledrejection",
    quietly(({ reason }: PromiseRejectionEvent) => take({ thrown: reason })),
  );
}
