import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "danger" | "alarm";

const LOOKS: Record<Look, string> = {
  primary: "border-accent bg-accent text-on-accent enabled:hover:opacity-90",
  plain: "border-line bg-surface enabled:hover:bg-sunken",
  danger:
    "border-line bg-surface text-danger enabled:hover:border-danger enabled:hover:bg-danger-soft",
  alarm: "border-danger bg-danger text-surface enabled:hover:opacity-90",
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
