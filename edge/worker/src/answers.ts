import {
  answer,
  type ContextHandle,
  decide,
  experimentOf,
  flagCount,
  flagKey,
  isStatic,
  ruleId,
  type SnapshotHandle,
  variantCount,
  variantKey,
} from "rimlight-core";
import type { Memory } from "./memory";
import { variantValue } from "./values";

/** The engine's decisions in the words of the OpenFeature Remote Evaluation Protocol. */
export type Answer = Success | Failure;

interface Success {
  readonly key: string;
  readonly reason: "STATIC" | "TARGETING_MATCH" | "SPLIT" | "DISABLED" | "UNKNOWN";
  readonly variant?: string;
  /** Absent when the caller's own default applies. */
  readonly value?: unknown;
  readonly metadata: Readonly<Record<string, string | number>>;
}

export interface Failure {
  readonly key: string;
  readonly errorCode: "GENERAL" | "FLAG_NOT_FOUND";
  readonly errorDetails: string;
}

interface Variant {
  readonly key: string;
  readonly value: unknown;
}

interface Flag {
  readonly key: string;
  readonly index: number;
  readonly isStatic: boolean;
  readonly variants: readonly Variant[];
}

/** What does not depend on the context, made once for a snapshot. */
const flagsOf = new WeakMap<SnapshotHandle, Flag[]>();

/** Every flag of the snapshot. */
export function answerAll(memory: Memory, context: ContextHandle, now: number): Answer[] {
  const answers: Answer[] = [];
  for (let index = 0; index < flagCount(memory.snapshot); index++) {
    answers.push(answerFlag(memory, context, index, now));
  }
  return answers;
}

/** One flag, by its position in the snapshot. */
export function answerFlag(
  memory: Memory,
  context: ContextHandle,
  index: number,
  now: number,
): Answer {
  const flag = flagAt(memory.snapshot, index);
  const packed = decide(memory.snapshot, memory.kills, context, index, now);
  const decided = (packed >> 8) & 0xf;
  const reason = reasonOf(decided, flag);
  if (!reason) return failure(memory, context, flag, now);
  const variant = flag.variants[packed & 0xff];
  const rule = ((packed >> 12) & 0xfff) - 1;
  const experiment = experimentOf(memory.snapshot, index, packed);
  return {
    key: flag.key,
    reason,
    ...(variant && { variant: variant.key, value: variant.value }),
    metadata: {
      revision: memory.revision,
      reason: DECIDED[decided] ?? "",
      ...(rule >= 0 && { rule: ruleId(memory.snapshot, index, rule) }),
      ...(experiment && { experiment }),
    },
  };
}

/** By the engine's codes; spec/decisions.md says what they mean. */
const DECIDED = [
  "DEFAULT",
  "OFF",
  "KILLED",
  "RULE",
  "SPLIT",
  "EXPERIMENT",
  "UNSUPPORTED",
  "FORCED",
  "STICKY",
  "ERROR",
];

/**
 * The protocol's enumeration has five reasons, and neither DEFAULT nor CACHED is among them: a default below rules that
 * did not serve is UNKNOWN, and an assignment that was kept is the SPLIT that it came from. The engine's own reason
 * stands in the metadata. Null is a failure.
 */
function reasonOf(decided: number, flag: Flag): Success["reason"] | null {
  switch (DECIDED[decided]) {
    case "DEFAULT":
      return flag.isStatic ? "STATIC" : "UNKNOWN";
    case "OFF":
    case "KILLED":
      return "DISABLED";
    case "RULE":
    case "FORCED":
      return "TARGETING_MATCH";
    case "SPLIT":
    case "EXPERIMENT":
    case "STICKY":
      return "SPLIT";
    default:
      return null;
  }
}

function failure(memory: Memory, context: ContextHandle, flag: Flag, now: number): Failure {
  const [, reason, , , error] = answer(
    memory.snapshot,
    memory.kills,
    context,
    flag.index,
    now,
  ).split("|");
  return {
    key: flag.key,
    errorCode: "GENERAL",
    errorDetails: `flag ${flag.key} cannot be decided: ${error || reason}`,
  };
}

function flagAt(snapshot: SnapshotHandle, index: number): Flag {
  const flags = flagsOf.get(snapshot) ?? [];
  flagsOf.set(snapshot, flags);
  flags[index] ??= {
    key: flagKey(snapshot, index),
    index,
    isStatic: isStatic(snapshot, index),
    variants: Array.from({ length: variantCount(snapshot, index) }, (_, variant) => ({
      key: variantKey(snapshot, index, variant),
      value: variantValue(snapshot, index, variant),
    })),
  };
  return flags[index];
}
