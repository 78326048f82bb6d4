import type { Flag, Serve, Variant } from "../api/documents.ts";

/** Where a flag itself serves one of its variants, in words. */
export function servedBy(flag: Flag, key: string): string[] {
  return [
    ...(flag.rules ?? [])
      .filter(({ serve }) => serves(serve, key))
      .map(({ id }) => `those of rule ${id}`),
    ...(serves(flag.default, key) ? ["who is served by no rule"] : []),
    ...(flag.off === key ? ["everybody while the flag is off"] : []),
  ];
}

/** A variant in place of another one, which every rule that served it serves now. */
export function withVariant(flag: Flag, at: number, variant: Variant): Flag {
  const before = flag.variants[at]?.key;
  if (before === undefined) {
    return { ...flag, variants: [...flag.variants, variant] };
  }
  const variants = flag.variants.with(at, variant);
  if (before === variant.key) {
    return { ...flag, variants };
  }
  const renamed = (serve: Serve): Serve => ({
    ...serve,
    ...(serve.variant === before && { variant: variant.key }),
    ...(serve.split && {
      split: serve.split.map((share) =>
        share.variant === before ? { ...share, variant: variant.key } : share,
      ),
    }),
  });
  return {
    ...flag,
    variants,
    default: renamed(flag.default),
    ...(flag.rules && {
      rules: flag.rules.map((rule) => ({ ...rule, serve: renamed(rule.serve) })),
    }),
    ...(flag.off === before && { off: variant.key }),
  };
}

/** What a variant begins with, by the type of its flag. */
export function emptyValue(type: Flag["type"]): unknown {
  switch (type) {
    case "boolean":
      return false;
    case "string":
      return "";
    case "integer":
    case "number":
      return 0;
    case "json":
      return {};
  }
}

function serves(serve: Serve, key: string): boolean {
  return serve.variant === key || (serve.split ?? []).some(({ variant }) => variant === key);
}
