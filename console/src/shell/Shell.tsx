import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useChanges } from "../api/changes.ts";
import { session } from "../api/session.ts";
import { Empty } from "../kit/Empty.tsx";
import { EnvironmentStrip } from "./EnvironmentStrip.tsx";
import { Nav } from "./Nav.tsx";

/** What stands around every page of one environment. */
export function Shell() {
  const { environment } = useParams({ from: "/environments/$environment" });
  const { data: who } = useSuspenseQuery(session);
  return (
    <>
      <a
        href="#page"
        className="-top-20 focus:top-1 fixed start-1 z-30 rounded-sm bg-accent px-3 py-2 text-on-accent"
      >
        Skip to the page
      </a>
      <EnvironmentStrip environment={environment} who={who} />
      <div className="flex min-h-[calc(100dvh-2.75rem)]">
        <Nav environment={environment} />
        <main
          id="page"
          tabIndex={-1}
          className="min-w-0 flex-1 px-3 pt-5 pb-24 outline-none sm:px-6 md:pb-10"
        >
          <div className="mx-auto max-w-[76rem]">
            {who.environments.includes(environment) ? (
              <Watched environment={environment} />
            ) : (
              <Empty title={`No environment is called ${environment}`}>
                You may see: {who.environments.join(", ") || "none"}.
              </Empty>
            )}
          </div>
        </main>
      </div>
    </>
  );
}

function Watched({ environment }: { environment: string }) {
  useChanges(environment);
  return <Outlet />;
}
