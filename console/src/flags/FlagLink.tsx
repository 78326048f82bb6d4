import { Link } from "@tanstack/react-router";
import type { Flag } from "../api/documents.ts";

/** A flag by its name, with the key that code and the kill dialog use. */
export function FlagLink({ environment, flag }: { environment: string; flag: Flag }) {
  return (
    <div className="min-w-0">
      <Link
        to="/environments/$environment/flags/$key"
        params={{ environment, key: flag.key }}
        className="font-medium hover:underline"
      >
        {flag.name ?? flag.key}
      </Link>
      {flag.name && <div className="break-all text-12 text-muted">{flag.key}</div>}
    </div>
  );
}
