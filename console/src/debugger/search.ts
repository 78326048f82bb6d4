import { searchTexts } from "../searchTexts.ts";

/** Whom the debugger asks about; what people typed, as the address keeps it. */
export type DebuggerSearch = {
  unit?: string;
  /** One a line: name=value; a value that is JSON is that, else text. */
  with?: string;
  of?: "drafts";
  q?: string;
  flag?: string;
};

export function debuggerSearch(search: Record<string, unknown>): DebuggerSearch {
  const kept = searchTexts(search, ["unit", "with", "q", "flag"]);
  return { ...kept, ...(search.of === "drafts" ? { of: "drafts" } : {}) };
}

/** What a page asks to change of it; undefined takes something out. */
export type DebuggerChange = { [Name in keyof DebuggerSearch]?: DebuggerSearch[Name] | undefined };

/** The attributes that are written, line by line. */
export function attributesOf(lines: string): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const line of lines.split("\n")) {
    const at = line.indexOf("=");
    const name = line.slice(0, at).trim();
    if (at > 0 && name !== "") attributes[name] = readValue(line.slice(at + 1).trim());
  }
  return attributes;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
