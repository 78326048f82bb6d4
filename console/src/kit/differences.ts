/** What fits in a line; longer values stand below each other. */
const LINE_CHARS = 80;

/** A JSON pointer as people read a place: "/rules/germany/serve" is "rules › germany › serve". */
export function fieldName(pointer: string): string {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")).join(" › ");
}

/** A text as it is, anything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  const line = JSON.stringify(value);
  return line.length <= LINE_CHARS ? line : JSON.stringify(value, null, 2);
}
