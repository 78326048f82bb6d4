/** What fits in a line; longer values stand below each other. */
const LINE_CHARS = 64;

/** A JSON pointer as people read a place: "/rules/germany/serve" is "rules › germany › serve". */
export function fieldName(pointer: string): string {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")).join(" › ");
}

/** A text as it is, anything else as JSON whose parts stand in a line where they fit. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : laidOut(value, "");
}

function laidOut(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= LINE_CHARS) {
    return line;
  }
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => laidOut(part, deeper))
    : Object.entries(value).map(
        ([name, part]) => `${JSON.stringify(name)}: ${laidOut(part, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")}\n${indent}${close}`;
}
