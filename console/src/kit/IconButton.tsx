import type { LucideIcon } from "lucide-react";

/** A step that stands beside many others of its kind; its words are read, and shown on hover. */
export function IconButton({
  label,
  icon: Icon,
  unavailable = false,
  danger = false,
  onPress,
  ...rest
}: {
  label: string;
  icon: LucideIcon;
  /** It stays where it is, so that the focus does. */
  unavailable?: boolean;
  danger?: boolean;
  onPress: () => void;
  "data-step"?: string;
}) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-disabled={unavailable}
      onClick={() => unavailable || onPress()}
      className={`inline-flex size-8 items-center justify-center rounded-sm border border-transparent text-muted hover:border-line hover:bg-sunken aria-disabled:cursor-not-allowed aria-disabled:opacity-40 ${danger ? "hover:text-danger" : "hover:text-text"}`}
      {...rest}
    >
      <Icon aria-hidden size={16} />
    </button>
  );
}
