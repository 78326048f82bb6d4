import { Plus, Trash2 } from "lucide-react";
import type { Share } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { weight } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { NumberField } from "../kit/NumberField.tsx";
import { Select } from "../kit/Select.tsx";

const WEIGHT_OF_ONE_PERCENT = 1_000;
const WHOLE = 100 * WEIGHT_OF_ONE_PERCENT;

/** How many percent of the units get which variant. */
export function SplitFields({
  split,
  variants,
  onSplit,
  pointer,
}: {
  split: Share[];
  variants: { value: string; word: string }[];
  onSplit: (split: Share[]) => void;
  pointer: string;
}) {
  const whole = split.reduce((sum, share) => sum + share.weight, 0);
  const free = variants.find(({ value }) => !split.some(({ variant }) => variant === value));
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">Shares</legend>
      {split.map((share, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: who chooses another variant stays in the row
        <div key={at} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Select
              label={`Variant ${at + 1}`}
              options={variants.filter(
                ({ value }) =>
                  value === share.variant || !split.some(({ variant }) => variant === value),
              )}
              chosen={share.variant}
              onChoose={(variant) => onSplit(split.with(at, { ...share, variant }))}
            />
          </div>
          <div className="w-24">
            <NumberField
              key={share.variant}
              label="Percent"
              value={share.weight / WEIGHT_OF_ONE_PERCENT}
              onNumber={(percent = 0) =>
                onSplit(
                  split.with(at, {
                    ...share,
                    weight: Math.round(percent * WEIGHT_OF_ONE_PERCENT),
                  }),
                )
              }
            />
          </div>
          {split.length > 1 && (
            <IconButton
              label={`Remove share of ${share.variant}`}
              icon={Trash2}
              danger
              onPress={() => onSplit(split.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-12 text-muted">
          Together {weight(whole)}
          {whole !== WHOLE && ", must be 100%"}.
        </p>
        {free && (
          <Button onClick={() => onSplit([...split, { variant: free.value, weight: 0 }])}>
            <Plus aria-hidden size={15} />
            Add a share
          </Button>
        )}
      </div>
      <FaultsAt pointer={pointer} />
    </fieldset>
  );
}
