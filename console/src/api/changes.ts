import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Change } from "./documents.ts";
import { session } from "./session.ts";
import { staleSubjects } from "./staleSubjects.ts";

const RECONNECT_MILLIS = 3_000;

/** Keeps what is on the screen true: every change of the environment makes the affected questions stale. */
export function useChanges(environment: string): void {
  const queries = useQueryClient();
  useEffect(() => watch(environment, queries), [environment, queries]);
}

function watch(environment: string, queries: QueryClient): () => void {
  let stream: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let missed = false;

  function open() {
    stream = new EventSource(`/v1/environments/${encodeURIComponent(environment)}/changes`);
    stream.onopen = () => {
      // While the stream was away anything may have changed.
      if (missed) {
        void queries.invalidateQueries();
      }
      missed = false;
    };
    stream.onmessage = (message: MessageEvent<string>) => {
      const change = JSON.parse(message.data) as Change;
      for (const subject of staleSubjects(change)) {
        void queries.invalidateQueries({ queryKey: [environment, subject] });
      }
      if (change.what === "access") {
        // It may have been the role of who is signed in here.
        void queries.invalidateQueries(session);
      }
    };
    stream.onerror = () => {
      // A stream does not say why it ended; the session's answer tells signed out from no connection.
      if (!missed) {
        void queries.invalidateQueries(session);
      }
      missed = true;
      if (stream.readyState === EventSource.CLOSED) {
        retry = setTimeout(open, RECONNECT_MILLIS);
      }
    };
  }

  open();
  return () => {
    clearTimeout(retry);
    stream.close();
  };
}
