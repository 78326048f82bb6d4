import type { Alert } from "../api/documents.ts";
import { Empty } from "../kit/Empty.tsx";

const TITLES: Record<Alert["state"], string> = {
  firing: "Nothing fires",
  acknowledged: "Nobody is at an alert",
  silenced: "No alert is silenced",
  resolved: "No alert has been resolved here",
};

export function NoAlert({ state }: { state: Alert["state"] }) {
  return (
    <Empty title={TITLES[state]}>
      All running experiments and all edges are looked at every ten seconds. What is proven worse,
      cannot be trusted, or stays behind for 30 seconds becomes an alert, and is resolved when it is
      over.
    </Empty>
  );
}
