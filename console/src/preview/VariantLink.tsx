import { Link as Chain, ExternalLink } from "lucide-react";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Failure } from "../kit/Failure.tsx";
import { useAge } from "../kit/useAge.ts";
import { QrCode } from "./QrCode.tsx";
import { type PreviewOrder, useMakePreview } from "./questions.ts";
import type { PreviewVariant } from "./subject.ts";

/** One variant: its link is made when somebody wants it, and says until when it works. */
export function VariantLink({
  environment,
  variant: { key, name },
  note,
  order,
}: {
  environment: string;
  variant: PreviewVariant;
  note: string | undefined;
  order: PreviewOrder | undefined;
}) {
  const make = useMakePreview(environment);
  const made = make.data;
  return (
    <li className="space-y-2.5 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <span className="break-all font-medium">{key}</span>
          {(name ?? note) && (
            <span className="text-13 text-muted">
              {[name, note].filter((part) => part !== undefined).map((part) => ` · ${part}`)}
            </span>
          )}
        </p>
        {order && (
          <Button disabled={make.isPending} onClick={() => make.mutate(order)}>
            <Chain aria-hidden size={15} />
            {made ? "Make another link" : "Make a link"}
            <span className="sr-only"> to {key}</span>
          </Button>
        )}
      </div>
      {make.error && <Failure error={make.error} />}
      {made && <MadeLink variant={key} link={made.link} expiresAt={made.expiresAt} />}
    </li>
  );
}

function MadeLink({
  variant,
  link,
  expiresAt,
}: {
  variant: string;
  link: string;
  expiresAt: number;
}) {
  const expired = useAge(expiresAt) > 0;
  return expired ? (
    <p role="status" className="text-13 text-warn">
      The link has expired at {time(expiresAt)}.
    </p>
  ) : (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <input
          readOnly
          aria-label={`Link to ${variant}`}
          value={link}
          onFocus={({ target }) => target.select()}
          className="h-9 min-w-0 flex-1 basis-52 rounded-sm border border-line-strong bg-sunken px-2.5 font-mono text-12"
        />
        <CopyButton label={`Link to ${variant}`} text={link} />
        {/^https?:/.test(link) && (
          <a
            href={link}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-9 items-center gap-2 rounded-sm border border-line bg-surface px-3 font-medium text-13 hover:bg-sunken"
          >
            <ExternalLink aria-hidden size={15} />
            Open<span className="sr-only"> {variant} in a new tab</span>
          </a>
        )}
      </div>
      <p className="text-12 text-muted tabular-nums">Works until {time(expiresAt)}</p>
      {/^https?:/.test(link) && (
        <details className="text-13">
          <summary className="w-fit text-muted">
            QR code<span className="sr-only"> of the link to {variant}</span>
          </summary>
          <div className="mt-2">
            <QrCode label={`QR code of the link to ${variant}`} text={link} />
          </div>
        </details>
      )}
    </>
  );
}
