import { Search as Glass } from "lucide-react";

/** A filter over a list; the page keeps the text in the URL. */
export function Search({
  label,
  text,
  onText,
}: {
  label: string;
  text: string;
  onText: (text: string) => void;
}) {
  return (
    <label className="relative block w-full sm:w-72">
      <span className="sr-only">{label}</span>
      <Glass aria-hidden size={15} className="absolute start-2.5 top-2.5 text-muted" />
      <input
        type="search"
        value={text}
        placeholder={label}
        onChange={(event) => onText(event.target.value)}
        className="h-9 w-full rounded-sm border border-line-strong bg-surface ps-8 pe-2 text-13 placeholder:text-muted"
      />
    </label>
  );
}
