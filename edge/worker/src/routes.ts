import {
  attributes,
  flagType,
  indexOf,
  type SnapshotHandle,
  variantCount,
  variantKey,
  variantNumber,
  variantText,
} from "rimlight-core";

export type EditAction =
  | "setText"
  | "setAttribute"
  | "insertBefore"
  | "insertAfter"
  | "prepend"
  | "append";

/** One change of the page, as published. */
export interface Edit {
  readonly flag: string;
  readonly variant: string;
  readonly selector: string;
  readonly action: EditAction;
  readonly name?: string;
  readonly element?: string;
  readonly className?: string;
  readonly value?: string;
}

interface Rewrite {
  readonly flag: string;
  readonly variant: string;
  readonly path: string;
}

interface Route {
  readonly key: string;
  readonly pattern: string;
  readonly flags: readonly string[];
  readonly edits?: readonly Edit[];
  readonly rewrites?: readonly Rewrite[];
}

/** A flag of a route with everything that does not depend on the visitor, made once per revision. */
export interface PreparedFlag {
  readonly key: string;
  readonly index: number;
  readonly variants: readonly PreparedVariant[];
}

export interface PreparedVariant {
  readonly key: string;
  readonly value: unknown;
  /** Edits with the variant's value already in place of an absent one. */
  readonly edits: readonly Edit[];
  readonly rewritePath?: string;
}

export interface PreparedRoute {
  readonly key: string;
  readonly pattern: URLPattern;
  readonly flags: readonly PreparedFlag[];
  /** Whether a rule of a flag looks at an attribute that the edge has to fetch. */
  readonly needsStored: boolean;
}

export const STORED_PREFIX = "stored.";

export function prepareRoutes(snapshot: SnapshotHandle, json: string): PreparedRoute[] {
  const routes: Route[] = JSON.parse(json);
  return routes.map((route) => {
    const flags = route.flags.flatMap((key) => {
      const index = indexOf(snapshot, key);
      return index < 0 ? [] : [prepareFlag(snapshot, route, key, index)];
    });
    return {
      key: route.key,
      pattern: new URLPattern({ pathname: route.pattern }),
      flags,
      needsStored: flags.some((flag) =>
        attributes(snapshot, flag.index).some((name) => name.startsWith(STORED_PREFIX)),
      ),
    };
  });
}

export function matchRoute(
  routes: readonly PreparedRoute[],
  pathname: string,
): PreparedRoute | undefined {
  return routes.find((route) => route.pattern.test({ pathname }));
}

function prepareFlag(
  snapshot: SnapshotHandle,
  route: Route,
  key: string,
  index: number,
): PreparedFlag {
  const variants: PreparedVariant[] = [];
  for (let i = 0; i < variantCount(snapshot, index); i++) {
    const variant = variantKey(snapshot, index, i);
    const value = variantValue(snapshot, index, i);
    const belongs = (to: { flag: string; variant: string }) =>
      to.flag === key && to.variant === variant;
    const rewrite = route.rewrites?.find(belongs);
    variants.push({
      key: variant,
      value,
      edits: (route.edits ?? [])
        .filter(belongs)
        .map((edit) => ({ ...edit, value: edit.value ?? String(value) })),
      ...(rewrite && { rewritePath: rewrite.path }),
    });
  }
  return { key, index, variants };
}

function variantValue(snapshot: SnapshotHandle, flag: number, variant: number): unknown {
  const text = variantText(snapshot, flag, variant);
  switch (flagType(snapshot, flag)) {
    case "number":
    case "integer":
      return variantNumber(snapshot, flag, variant);
    case "string":
      return text;
    default:
      return JSON.parse(text ?? "null");
  }
}
