import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isSignedOut, Refusal } from "./api/refusal.ts";
import { session } from "./api/session.ts";
import { router } from "./router.tsx";
import { followSystemTheme } from "./shell/theme.ts";
import "./styles.css";

const MOST_RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer; only silence is worth asking again.
      retry: (failures, error) => !(error instanceof Refusal) && failures < MOST_RETRIES,
    },
  },
  queryCache: new QueryCache({
    onError: (error, question) => {
      if (question.queryKey[0] !== session.queryKey[0]) {
        askForSignIn(error);
      }
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _order, _context, mutation) => {
      if (mutation.options.mutationKey?.[0] !== session.queryKey[0]) {
        askForSignIn(error);
      }
    },
  }),
});

function askForSignIn(error: Error): void {
  if (isSignedOut(error)) {
    void queries.resetQueries(session);
  }
}

followSystemTheme();
const place = document.getElementById("root");
if (place === null) {
  throw new Error("index.html has no element with the id root");
}
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
