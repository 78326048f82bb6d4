import type { Flag } from "../api/documents.ts";

/** The flag as the API has it. */
export function FlagDocument({
  flag,
  open,
  onOpen,
}: {
  flag: Flag;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== open) {
          onOpen(currentTarget.open);
        }
      }}
      className="rounded-lg border border-line bg-surface"
    >
      <summary className="px-4 sm:px-5 py-3 font-semibold text-14">JSON of the document</summary>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="max-h-[32rem] overflow-auto border-line border-t px-4 sm:px-5 py-4 text-12"
      >
        {JSON.stringify(flag, null, 2)}
      </pre>
    </details>
  );
}
