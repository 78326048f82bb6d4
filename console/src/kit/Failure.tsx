import { CircleAlert } from "lucide-react";
import { Refusal, Unreachable } from "../api/refusal.ts";
import { Button } from "./Button.tsx";

/** Why a card is empty or old: the cause in words, the request's id, and Retry. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-start gap-3 rounded-md bg-danger-soft px-5 py-3 text-13"
    >
      <CircleAlert aria-hidden size={18} className="mt-0.5 text-danger" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{titleOf(error)}</p>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        {error instanceof Refusal && <Causes refusal={error} />}
      </div>
      {retry && <Button onClick={retry}>Retry</Button>}
    </div>
  );
}

function Causes({ refusal }: { refusal: Refusal }) {
  return (
    <>
      {refusal.problem.errors && (
        <ul className="mt-1 list-disc ps-5">
          {refusal.problem.errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code className="break-all text-12">{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {refusal.requestId && (
        <p className="mt-1 text-12">
          Request <code className="break-all">{refusal.requestId}</code>
        </p>
      )}
    </>
  );
}

function titleOf(error: unknown): string {
  if (error instanceof Unreachable) {
    return "No connection";
  }
  if (!(error instanceof Refusal)) {
    return "The console failed here";
  }
  switch (error.status) {
    case 403:
      return "You may not do this";
    case 404:
      return "Not found";
    case 409:
    case 412:
      return "Somebody else changed this meanwhile";
    case 429:
      return "Too many tries, wait a moment";
    default:
      return error.problem.title || `Error ${error.status}`;
  }
}
