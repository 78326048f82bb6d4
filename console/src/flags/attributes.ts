/** Lines as "country = DE" as the attributes of a visitor; numbers, true and false are what they look like. */
export function attributesIn(lines: string): Record<string, unknown> {
  return Object.fromEntries(
    lines
      .split("\n")
      .map((line) => line.split(/[=:](.*)/s, 2).map((part) => part.trim()))
      .filter(([name]) => name !== "")
      .map(([name, value = ""]) => [name, valueIn(value)]),
  );
}

function valueIn(text: string): unknown {
  if (text === "true" || text === "false") {
    return text === "true";
  }
  return text !== "" && Number.isFinite(Number(text))
    ? Number(text)
    : text.replace(/^"(.*)"$/, "$1");
}
