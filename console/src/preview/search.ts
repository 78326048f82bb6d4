import { searchTexts } from "../searchTexts.ts";

/** What is previewed: variants of an experiment or of a flag, on which page, and for how long. */
export type PreviewSearch = {
  experiment?: string;
  flag?: string;
  path?: string;
  minutes?: number;
};

/** What a page asks to change of it; undefined takes something out. */
export type PreviewChange = { [Name in keyof PreviewSearch]?: PreviewSearch[Name] | undefined };

export const DEFAULTS = { path: "/", minutes: 30 };
export const MOST_MINUTES = 60;

export function previewSearch(search: Record<string, unknown>): PreviewSearch {
  const kept = searchTexts(search, ["experiment", "flag", "path"]);
  // A link is about one of both; an address that names two means the experiment.
  if (kept.experiment !== undefined) delete kept.flag;
  return { ...kept, ...minutesOf(search.minutes) };
}

function minutesOf(value: unknown): Pick<PreviewSearch, "minutes"> {
  const works =
    typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MOST_MINUTES;
  return works ? { minutes: value } : {};
}
