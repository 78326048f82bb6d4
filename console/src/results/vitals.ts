import type { Results } from "../api/documents.ts";

const MEANINGS: Record<string, string> = {
  LCP: "largest paint",
  INP: "reaction to input",
  CLS: "layout shift",
  TTFB: "first byte",
  FCP: "first paint",
};

export function vitalNames({ vitals }: Results): string[] {
  return [...new Set(vitals.map(({ name }) => name))];
}

export function vitalMeaning(name: string): string {
  return MEANINGS[name] ?? "web vital";
}
