import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "danger" | "quiet";

const LOOKS: Record<Look, string> = {
  primary: "border-accent bg-accent text-on-accent enabled:hover:opacity-90",
  plain: "border-line bg-surface enabled:hover:bg-sunken",
  danger: "border-danger bg-danger-soft text-danger enabled:hover:border-2 enabled:hover:px-[11px]",
  quiet: "border-transparent text-muted enabled:hover:bg-sunken enabled:hover:text-text",
};

export function Button({
  look = "plain",
  className = "",
  ...rest
}: ComponentProps<"button"> & { look?: Look }) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-9 items-center justify-center gap-2 whitespace-nowrap rounded-sm border px-3 font-medium text-13 disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
