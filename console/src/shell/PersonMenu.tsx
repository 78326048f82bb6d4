import { CircleUser } from "lucide-react";
import { signOut } from "../access/signOut.ts";
import type { Session } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";

export function PersonMenu({ who }: { who: Session }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="person"
        className="inline-flex h-8 items-center gap-2 rounded-sm px-2 text-13 hover:bg-sunken"
      >
        <CircleUser aria-hidden size={17} />
        <span className="max-w-28 truncate">{who.name}</span>
      </button>
      <div
        id="person"
        popover="auto"
        className="inset-auto end-3 top-12 m-0 w-60 space-y-3 rounded-md border border-line bg-surface p-3 text-text shadow-lg"
      >
        <p className="text-12 text-muted">
          Signed in as <span className="font-medium text-text">{who.name}</span>
        </p>
        <ThemeSwitch />
        <Button className="w-full" onClick={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </>
  );
}
