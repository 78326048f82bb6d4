import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { isSignedOut } from "../api/refusal.ts";
import { session } from "../api/session.ts";
import { Failure } from "../kit/Failure.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Toasts } from "../kit/Toasts.tsx";

/** Who is signed in does not load it. */
const SignIn = lazy(() => import("./SignIn.tsx").then(({ SignIn: page }) => ({ default: page })));

/** Nobody passes without a session; signing in does not change the address. */
export function SessionGate() {
  const queries = useQueryClient();
  const question = useQuery(session);
  return (
    <>
      {isSignedOut(question.error) ? (
        <Suspense>
          <SignIn />
        </Suspense>
      ) : (
        <>
          {question.data && question.error && (
            <Failure error={question.error} retry={() => void queries.invalidateQueries()} />
          )}
          <Loaded question={question}>{() => <Outlet />}</Loaded>
        </>
      )}
      <Toasts />
    </>
  );
}
