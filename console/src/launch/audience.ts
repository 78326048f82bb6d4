import type { Condition } from "../api/documents.ts";

/** Whom people choose here: by device and country; anything else of a condition is kept as it is. */
export type Audience = { devices: string[]; countries: string[]; rest: Condition | undefined };

export const DEVICES = ["desktop", "mobile", "tablet"] as const;

export function readAudience(condition: Condition | undefined): Audience {
  const audience: Audience = { devices: [], countries: [], rest: undefined };
  const parts = condition === undefined ? [] : (condition.all ?? [condition]);
  const rest: Condition[] = [];
  for (const part of parts) {
    const values = part.operator === "in" ? textsOf(part) : undefined;
    if (values && part.attribute === "device") audience.devices = values;
    else if (values && part.attribute === "country") audience.countries = values;
    else rest.push(part);
  }
  return { ...audience, rest: rest.length === 0 ? undefined : { all: rest } };
}

export function writeAudience({ devices, countries, rest }: Audience): Condition | undefined {
  const parts: Condition[] = [];
  if (devices.length > 0) parts.push(among("device", devices));
  if (countries.length > 0) parts.push(among("country", countries));
  parts.push(...(rest?.all ?? []));
  return parts.length === 0 ? undefined : { all: parts };
}

/** Countries as people type them: DE, at fr. */
export function countriesOf(text: string): string[] {
  return [...new Set(text.toUpperCase().match(/\b[A-Z]{2}\b/g) ?? [])];
}

function among(attribute: string, values: string[]): Condition {
  return { attribute, operator: "in", values } as Condition;
}

function textsOf(condition: Condition): string[] | undefined {
  const values: unknown = (condition as { values?: unknown }).values;
  return Array.isArray(values) && values.every((value) => typeof value === "string")
    ? (values as string[])
    : undefined;
}
