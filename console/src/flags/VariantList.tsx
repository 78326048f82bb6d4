import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Flag } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { VariantDialog } from "./VariantDialog.tsx";
import { servedBy, withVariant } from "./variants.ts";

/** The variants of a flag; with ways to change them where that is allowed. */
export function VariantList({
  flag,
  onFlag,
}: {
  flag: Flag;
  onFlag?: (change: (flag: Flag) => Flag) => void;
}) {
  const [opened, setOpened] = useState<number>();
  return (
    <>
      <dl>
        {flag.variants.map(({ key, name, value }, at) => (
          <div
            key={key}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-line border-b px-4 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto] sm:px-5"
          >
            <dt>
              <span className="font-medium">{name ?? key}</span>
              {name && <span className="ms-2 text-12 text-muted">{key}</span>}
              {key === flag.off && <span className="ms-2 text-12 text-muted">served when off</span>}
            </dt>
            <dd className="order-last col-span-2 min-w-0 sm:order-none sm:col-span-1">
              <code className="break-words rounded-sm bg-sunken px-1.5 py-0.5 text-12">
                {JSON.stringify(value)}
              </code>
              <FaultsAt pointer={`/variants/${at}`} />
            </dd>
            {onFlag && (
              <dd className="flex">
                <IconButton
                  label={`Edit variant ${key}`}
                  icon={Pencil}
                  onPress={() => setOpened(at)}
                />
                <RemoveVariant flag={flag} variant={key} at={at} onFlag={onFlag} />
              </dd>
            )}
          </div>
        ))}
      </dl>
      {onFlag && (
        <div className="border-line border-t px-4 py-3 sm:px-5">
          <Button onClick={() => setOpened(flag.variants.length)}>
            <Plus aria-hidden size={15} />
            Add a variant…
          </Button>
        </div>
      )}
      {onFlag && opened !== undefined && (
        <VariantDialog
          flag={flag}
          at={opened}
          onVariant={(variant) => onFlag((draft) => withVariant(draft, opened, variant))}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

/** What is served is not removed; the words of the button say by what it is. */
function RemoveVariant({
  flag,
  variant,
  at,
  onFlag,
}: {
  flag: Flag;
  variant: string;
  at: number;
  onFlag: (change: (flag: Flag) => Flag) => void;
}) {
  const [by] = servedBy(flag, variant);
  return (
    <IconButton
      label={
        by === undefined
          ? `Remove variant ${variant}`
          : `Variant ${variant} cannot be removed: it is served to ${by}`
      }
      icon={Trash2}
      danger
      unavailable={by !== undefined}
      onPress={() => onFlag((draft) => ({ ...draft, variants: draft.variants.toSpliced(at, 1) }))}
    />
  );
}
