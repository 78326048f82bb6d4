/** The decision engine, compiled from Java; see edge/bridge, class Bridge. */
declare module "rimlight-core" {
  export type SnapshotHandle = { readonly __snapshot: unique symbol };
  export type KillListHandle = { readonly __killList: unique symbol };
  export type ContextHandle = { readonly __context: unique symbol };

  export function openSnapshot(bytes: Int8Array): SnapshotHandle;
  export function revision(snapshot: SnapshotHandle): number;
  export function environment(snapshot: SnapshotHandle): string;
  export function routes(snapshot: SnapshotHandle): string;
  export function indexOf(snapshot: SnapshotHandle, flag: string): number;
  export function flagCount(snapshot: SnapshotHandle): number;
  export function flagKey(snapshot: SnapshotHandle, flag: number): string;
  /** Whether every context is served the same: there is no rule, and the default is one variant. */
  export function isStatic(snapshot: SnapshotHandle, flag: number): boolean;
  export function ruleId(snapshot: SnapshotHandle, flag: number, rule: number): string;
  export function variantCount(snapshot: SnapshotHandle, flag: number): number;
  export function variantKey(snapshot: SnapshotHandle, flag: number, variant: number): string;
  export function variantText(
    snapshot: SnapshotHandle,
    flag: number,
    variant: number,
  ): string | null;
  export function variantNumber(snapshot: SnapshotHandle, flag: number, variant: number): number;
  export function flagType(snapshot: SnapshotHandle, flag: number): string;
  /** The names that a context must bring along for the flag and all that it needs. */
  export function attributes(snapshot: SnapshotHandle, flag: number): string[];
  /** The segments that the flag asks for and of which the caller keeps the lists. */
  export function listedSegments(snapshot: SnapshotHandle, flag: number): string[];
  export function killList(flags: string[]): KillListHandle;
  export function newContext(unit: string | null): ContextHandle;
  export function setText(context: ContextHandle, attribute: string, value: string): void;
  export function setNumber(context: ContextHandle, attribute: string, value: number): void;
  export function setBoolean(context: ContextHandle, attribute: string, value: boolean): void;
  /** Anything that JSON can have; what is null or undefined stays missing. */
  export function setValue(context: ContextHandle, attribute: string, value: unknown): void;
  export function setSegment(context: ContextHandle, segment: string): void;
  export function setAssigned(
    context: ContextHandle,
    experiment: string,
    version: number,
    variant: string,
  ): void;
  export function setForced(context: ContextHandle, experiment: string, variant: string): void;
  export function setTesting(context: ContextHandle): void;
  export function contextOf(bytes: Int8Array): ContextHandle;
  /** Bits 0-7 the variant, 255 for none; 8-11 the reason; 12-23 rule + 1; 24 an experiment counts the unit. */
  export function decide(
    snapshot: SnapshotHandle,
    kills: KillListHandle,
    context: ContextHandle,
    flag: number,
    nowMillis: number,
  ): number;
  export function experimentOf(
    snapshot: SnapshotHandle,
    flag: number,
    decision: number,
  ): string | null;
  /** -1 when the assignment that the decision made is not to be kept. */
  export function stickyVersion(snapshot: SnapshotHandle, flag: number, decision: number): number;
  export function mayStick(snapshot: SnapshotHandle, flag: number): boolean;
  /** The decision as `variant|reason|rule|bucket|error|experiment`. */
  export function answer(
    snapshot: SnapshotHandle,
    kills: KillListHandle,
    context: ContextHandle,
    flag: number,
    nowMillis: number,
  ): string;
  /** The decision with everything that led to it, as JSON. */
  export function explain(
    snapshot: SnapshotHandle,
    kills: KillListHandle,
    context: ContextHandle,
    flag: number,
    nowMillis: number,
  ): string;
}

/** The browser module as text, and a hash of it for its address; made by the build from client/dist. */
declare module "rimlight-client" {
  export const source: string;
  export const hash: string;
}

/** A signed snapshot that is deployed beside the Worker; empty when there is none. */
declare module "*/bundled.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}
