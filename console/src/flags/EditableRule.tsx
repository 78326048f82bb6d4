import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  type LucideIcon,
  Pencil,
  Trash2,
} from "lucide-react";
import { useEffect, useRef } from "react";
import type { Rule } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { Row, ServedExperiment } from "./RuleList.tsx";
import { ruleSentence } from "./sentence.ts";

/** A rule with the steps that change it or its place. */
export function EditableRule({
  rule,
  at,
  of,
  environment,
  onMove,
  onEdit,
  onRemove,
}: {
  rule: Rule;
  at: number;
  of: number;
  environment: string;
  onMove: (to: number) => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const steps = useRef<HTMLDivElement>(null);
  const pressed = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is lost when the place changes
  useEffect(() => {
    // What is put elsewhere in the document loses the focus; whoever moves a rule twice wants it kept.
    if (pressed.current !== undefined) {
      steps.current?.querySelector<HTMLElement>(`[data-step="${pressed.current}"]`)?.focus();
      pressed.current = undefined;
    }
  }, [at]);

  const moves: { word: string; icon: LucideIcon; to: number }[] = [
    { word: "top", icon: ArrowUpToLine, to: 0 },
    { word: "up", icon: ArrowUp, to: at - 1 },
    { word: "down", icon: ArrowDown, to: at + 1 },
    { word: "bottom", icon: ArrowDownToLine, to: of - 1 },
  ];
  const move = (step: string, to: number) => {
    pressed.current = step;
    onMove(to);
  };
  return (
    <Row mark={String(at + 1)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          {ruleSentence(rule)}
          <ServedExperiment serve={rule.serve} environment={environment} />
          <div className="text-12 text-muted">{rule.id}</div>
          <FaultsAt pointer={`/rules/${at}`} />
        </div>
        <div ref={steps} className="flex flex-wrap items-center">
          {moves.map(({ word, icon, to }) => (
            <IconButton
              key={word}
              label={`Move ${rule.id} ${word === "up" || word === "down" ? word : `to the ${word}`}`}
              icon={icon}
              unavailable={to === at || to < 0 || to >= of}
              onPress={() => move(word, to)}
              data-step={word}
            />
          ))}
          <select
            aria-label={`Move ${rule.id} to place`}
            data-step="place"
            value={at}
            disabled={of === 1}
            onChange={({ target }) => move("place", Number(target.value))}
            className="mx-1 h-8 rounded-sm border border-line bg-surface px-1 text-12 tabular-nums"
          >
            {Array.from({ length: of }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places are numbers
              <option key={place} value={place}>
                {place + 1}
              </option>
            ))}
          </select>
          <IconButton label={`Edit ${rule.id}`} icon={Pencil} onPress={onEdit} />
          <IconButton label={`Remove ${rule.id}`} icon={Trash2} danger onPress={onRemove} />
        </div>
      </div>
    </Row>
  );
}
