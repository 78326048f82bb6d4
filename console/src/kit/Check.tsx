import type { ReactNode } from "react";

/** Yes or no, with its words beside it. */
export function Check({
  checked,
  onCheck,
  children,
}: {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="flex w-fit cursor-pointer items-center gap-2 py-1 text-13">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={checked}
        onChange={({ target }) => onCheck(target.checked)}
      />
      {children}
    </label>
  );
}
