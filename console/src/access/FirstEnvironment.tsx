import { useSuspenseQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { session } from "../api/session.ts";
import { Empty } from "../kit/Empty.tsx";

export function FirstEnvironment() {
  const { data: who } = useSuspenseQuery(session);
  const [environment] = who.environments;
  if (environment === undefined) {
    return (
      <main>
        <h1 className="sr-only">No environment</h1>
        <Empty title="No environment yet">This account may see no environment.</Empty>
      </main>
    );
  }
  return <Navigate to="/environments/$environment/home" params={{ environment }} replace />;
}
