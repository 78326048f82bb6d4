import { useBlocker } from "@tanstack/react-router";
import { count } from "../fmt.ts";
import { Confirm } from "../kit/Confirm.tsx";

/** Nobody leaves a page with changes that are not saved without being asked. */
export function LeaveGuard({ changes }: { changes: number }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    enableBeforeUnload: true,
    withResolver: true,
  });
  return (
    status === "blocked" && (
      <Confirm
        title="Leave without saving?"
        word={changes === 1 ? "Discard 1 change" : `Discard ${count(changes)} changes`}
        pending={false}
        error={null}
        onConfirm={proceed}
        onClose={reset}
      >
        What you changed on this page is not saved yet.
      </Confirm>
    )
  );
}
