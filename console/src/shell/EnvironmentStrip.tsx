import { useNavigate } from "@tanstack/react-router";
import type { Session } from "../api/documents.ts";
import { PaletteButton } from "../palette/PaletteButton.tsx";
import { PersonMenu } from "./PersonMenu.tsx";

/** production, shop-production, shop-live: what visitors of the real site get. */
const PRODUCTION = /(^|[-_])(production|prod|live)$/;

/** Which environment every button on the screen touches; production also looks different. */
export function EnvironmentStrip({ environment, who }: { environment: string; who: Session }) {
  const live = PRODUCTION.test(environment);
  return (
    <header
      className={`sticky top-0 z-10 flex h-11 items-center gap-3 border-b px-3 sm:px-4 ${live ? "border-warn bg-warn-soft" : "border-line bg-surface"}`}
    >
      <span className="font-semibold text-14 tracking-tight">Rimlight</span>
      <span aria-hidden className="text-muted">
        /
      </span>
      <EnvironmentSwitch environment={environment} environments={who.environments} live={live} />
      <span className="flex-1" />
      <PaletteButton environment={environment} />
      <PersonMenu who={who} />
    </header>
  );
}

function EnvironmentSwitch({
  environment,
  environments,
  live,
}: {
  environment: string;
  environments: string[];
  live: boolean;
}) {
  const navigate = useNavigate();
  const look = `max-w-40 truncate font-medium text-13 ${live ? "text-warn" : ""}`;
  if (environments.length < 2) {
    return <span className={look}>{environment}</span>;
  }
  return (
    <select
      aria-label="Environment"
      className={`${look} h-8 rounded-sm border border-line bg-surface px-1`}
      value={environment}
      onChange={(event) =>
        void navigate({
          to: "/environments/$environment/home",
          params: { environment: event.target.value },
        })
      }
    >
      {environments.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  );
}
