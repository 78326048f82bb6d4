import { eventId } from "./eventId";
import type { Reported } from "./reported";
import type { Conversion } from "./rimlight";

/** What the edge takes; anything else would cost the whole beacon. */
const ID = /^[A-Za-z0-9_-]{8,48}$/;
const NAME_CHARS = 64;

/**
 * The event for what a page tracked, or null and a warning when there is nothing to count. A page's mistake never throws
 * into the page.
 */
export function conversion(
  name: unknown,
  options: Conversion,
  warn: (text: string) => void,
): Reported | null {
  if (typeof name !== "string" || name.length < 1 || name.length > NAME_CHARS) {
    warn(
      `rimlight.track: name == ${String(name).slice(0, 80)}, must be 1 to ${NAME_CHARS} characters`,
    );
    return null;
  }
  const { value } = options;
  if (value !== undefined && !Number.isFinite(value)) {
    warn(
      `rimlight.track("${name}"): value == ${value}, must be a finite number; counted without it`,
    );
  }
  return {
    kind: "conversion",
    id: idOf(name, options.id, warn),
    name,
    ...(Number.isFinite(value) && { value: value as number }),
  };
}

function idOf(name: string, given: string | undefined, warn: (text: string) => void): string {
  if (given !== undefined) {
    if (typeof given === "string" && ID.test(given)) return given;
    warn(
      `rimlight.track("${name}"): id must be 8 to 48 of A-Za-z0-9_-; a repeated call counts again`,
    );
  }
  return eventId();
}
