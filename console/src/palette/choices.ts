import type { ExperimentEntry, FlagEntry } from "../api/documents.ts";
import { PAGES } from "../shell/pages.ts";

/** What can be chosen: a place to go to, or something dangerous, which asks first as its button does. */
export type Choice = {
  id: string;
  group: "Pages" | "Flags" | "Experiments" | "Do";
  word: string;
  detail?: string;
} & ({ to: string; key?: string } | { kill: FlagEntry });

export const MOST_FOUND = 6;

/** In groups, each in its order; actions on flags come last, so that Enter alone never begins one. */
export function choicesOf(
  text: string,
  flags: FlagEntry[],
  experiments: ExperimentEntry[],
  may: { kill: boolean; edit: boolean },
): Choice[] {
  const wanted = text.trim().toLowerCase();
  return [
    ...PAGES.filter(({ word }) => word.toLowerCase().includes(wanted)).map(
      ({ to, word }): Choice => ({ id: `page ${to}`, group: "Pages", word, to }),
    ),
    ...flags.map(
      ({ flag, state }): Choice => ({
        id: `flag ${flag.key}`,
        group: "Flags",
        word: flag.name ?? flag.key,
        detail: `${flag.key}, ${state}`,
        to: "/environments/$environment/flags/$key",
        key: flag.key,
      }),
    ),
    ...experiments.map(
      ({ experiment }): Choice => ({
        id: `experiment ${experiment.key}`,
        group: "Experiments",
        word: experiment.name ?? experiment.key,
        detail: `${experiment.key}, ${experiment.status}`,
        to: "/environments/$environment/experiments/$key",
        key: experiment.key,
      }),
    ),
    ...(may.edit && "new experiment".includes(wanted)
      ? [
          {
            id: "launch",
            group: "Do",
            word: "New experiment",
            to: "/environments/$environment/launch",
          } satisfies Choice,
        ]
      : []),
    ...(may.kill && wanted !== ""
      ? flags
          .filter(({ state }) => state !== "killed")
          .map(
            (entry): Choice => ({
              id: `kill ${entry.flag.key}`,
              group: "Do",
              word: `Kill flag ${entry.flag.key}…`,
              detail: "asks for its key first",
              kill: entry,
            }),
          )
      : []),
  ];
}
