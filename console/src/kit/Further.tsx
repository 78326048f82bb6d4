import { type ReactNode, useState } from "react";
import { count } from "../fmt.ts";
import { Button } from "./Button.tsx";

const SHOWN_AT_FIRST = 50;

/** The first of many things; the others come when they are asked for. */
export function Further<Thing>({
  of,
  children,
}: {
  of: Thing[];
  children: (thing: Thing) => ReactNode;
}) {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const left = of.length - shown;
  return (
    <>
      {of.slice(0, shown).map(children)}
      {left > 0 && (
        <li className="px-4 py-3 sm:px-5">
          <Button onClick={() => setShown(shown + SHOWN_AT_FIRST)}>
            Show more; {count(left)} are left
          </Button>
        </li>
      )}
    </>
  );
}
