import { createContext, useContext } from "react";
import { Refusal } from "../api/refusal.ts";

export type Fault = { path: string; message: string };

/** What the server found wrong with the document that was sent, by JSON pointer. */
export const Faults = createContext<readonly Fault[]>([]);

export function faultsOf(error: unknown): readonly Fault[] {
  return error instanceof Refusal ? (error.problem.errors ?? []) : [];
}

/** The faults of a place, and of what is inside it unless only the place itself is meant. */
export function useFaults(pointer: string, inside = true): string[] {
  return useContext(Faults)
    .filter(({ path }) => path === pointer || (inside && path.startsWith(`${pointer}/`)))
    .map(({ path, message }) => withoutPath(message, path));
}

/** The pointer is the program's word for a place that the reader sees. */
function withoutPath(message: string, path: string): string {
  const rest = message.startsWith(path) ? message.slice(path.length).trim() : message;
  return rest.replace(/^== /, "Is ");
}
