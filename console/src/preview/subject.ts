import type { ExperimentEntry, FlagEntry, KillList, Publication, Uses } from "../api/documents.ts";

/** What links are made for, and all that is known of it. */
export type Subject = {
  flag: FlagEntry;
  experiment?: ExperimentEntry;
};

/** What else decides whether a link shows anything. */
export type Surroundings = {
  publication: Publication;
  kills: KillList;
  uses: Uses;
};

export type PreviewVariant = { key: string; name?: string };

/** The experiment's variants in its order, else all of the flag's. */
export function variantsOf({ flag: { flag }, experiment }: Subject): PreviewVariant[] {
  const named = (key: string): PreviewVariant => {
    const name = flag.variants.find((each) => each.key === key)?.name;
    return { key, ...(name === undefined ? {} : { name }) };
  };
  return experiment === undefined
    ? flag.variants.map(({ key }) => named(key))
    : experiment.experiment.variants.map(({ variant }) => named(variant));
}
