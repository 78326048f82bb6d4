import {
  attributes,
  indexOf,
  listedSegments,
  mayStick,
  type SnapshotHandle,
  variantCount,
  variantKey,
} from "rimlight-core";
import { type Provider, providersOf, STORED_PREFIX } from "./attributes";
import { type PreparedEdit, prepareEdit } from "./edits";
import { inert } from "./inert";
import type { CachePolicy, Edit, Redirect, Rewrite, Route } from "./published";
import { variantValue } from "./values";

/** A flag of a route with everything that does not depend on the visitor, made once per revision. */
export interface PreparedFlag {
  readonly key: string;
  readonly index: number;
  readonly variants: readonly PreparedVariant[];
  /** What the edits of any variant select: looked for in every arm, so that all arms tell alike whether the page had it. */
  readonly selectors: readonly string[];
  readonly redirects: boolean;
  /** Experiments that its rules enrol in, by position of the rule, as they are met. */
  readonly enrolments: Map<number, Enrolment>;
}

export interface Enrolment {
  readonly experiment: string;
  /** The version under which assignments are kept; -1 when they are not. */
  readonly sticksAs: number;
}

export interface PreparedVariant {
  readonly key: string;
  readonly value: unknown;
  /** `"flag":{...}` for the island, inert. */
  readonly island: string;
  readonly edits: readonly PreparedEdit[];
  readonly rewrite?: Rewrite;
  readonly redirect?: Redirect;
}

export interface PreparedRoute {
  readonly key: string;
  readonly flags: readonly PreparedFlag[];
  readonly providers: readonly Provider[];
  /** Whether a rule looks at what the edge has to fetch. */
  readonly needsStored: boolean;
  /** Segments of which the lists are kept outside of the snapshot. */
  readonly listed: ReadonlySet<string>;
  readonly sticks: boolean;
  readonly redirects: boolean;
  /** Whether any variant changes the page, and whether any adds to its head. */
  readonly edits: boolean;
  readonly heads: boolean;
  /** Whether the origin is asked the same, whatever is decided. */
  readonly asksAlike: boolean;
  readonly tellOrigin: boolean;
  readonly cache?: CachePolicy;
  readonly hard: boolean;
}

/** Where a route applies; what is needed to serve it is made when it does for the first time. */
export interface Place {
  /** What every path that matches begins with; cheaper to ask than the pattern. */
  readonly prefix: string;
  /** What the prefix says by itself, without the pattern. */
  readonly simple: "whole" | "prefix" | null;
  matches(url: URL): boolean;
  route(): PreparedRoute;
}

export interface Prepared {
  readonly places: readonly Place[];
  /** The flag that measures what the platform costs; null when there is none. */
  readonly arms: PreparedFlag | null;
}

/** Its variants are bypass, shadow and full. */
const ARMS_FLAG = "rimlight-platform";

export function prepare(snapshot: SnapshotHandle, json: string): Prepared {
  const routes: Route[] = JSON.parse(json);
  return {
    places: routes.map((route) => placeOf(snapshot, route)),
    arms: prepareFlag(snapshot, { key: "", pattern: "/", flags: [] }, ARMS_FLAG) ?? null,
  };
}

export function matchRoute(places: readonly Place[], url: URL): PreparedRoute | undefined {
  const { pathname } = url;
  return places
    .find(
      ({ prefix, simple, matches }) =>
        pathname.startsWith(prefix) &&
        (simple === null ? matches(url) : simple === "prefix" || pathname === prefix),
    )
    ?.route();
}

function placeOf(snapshot: SnapshotHandle, route: Route): Place {
  let pattern: URLPattern | null = null;
  let prepared: PreparedRoute | null = null;
  return {
    ...beginningOf(route),
    matches({ hostname, pathname, search }) {
      pattern ??= new URLPattern({
        pathname: route.pattern,
        ...(route.host !== undefined && { hostname: route.host }),
        ...(route.search !== undefined && { search: route.search }),
      });
      return pattern.test({ hostname, pathname, search: search.slice(1) });
    },
    route() {
      prepared ??= prepareRoute(snapshot, route);
      return prepared;
    },
  };
}

/** Most patterns are a path, or a folder with all below it: what those match needs no pattern. */
function beginningOf({ pattern, host, search }: Route): Pick<Place, "prefix" | "simple"> {
  const literal = /^[\w/.-]*/.exec(pattern)?.[0] ?? "";
  const anywhere = host === undefined && search === undefined;
  if (anywhere && literal === pattern) return { prefix: literal, simple: "whole" };
  const folder = literal.replace(/[^/]*$/, "");
  const all = anywhere && pattern === `${folder}*`;
  return { prefix: folder, simple: all ? "prefix" : null };
}

function prepareRoute(snapshot: SnapshotHandle, route: Route): PreparedRoute {
  const flags = route.flags.flatMap((key) => prepareFlag(snapshot, route, key) ?? []);
  const needs = flags.flatMap((flag) => attributes(snapshot, flag.index));
  const edits = flags.flatMap(({ variants }) => variants.flatMap((variant) => variant.edits));
  const redirects = flags.some((flag) => flag.redirects);
  const rewrites = flags.some(({ variants }) => variants.some(({ rewrite }) => rewrite));
  return {
    key: route.key,
    flags,
    providers: providersOf(needs),
    needsStored: needs.some((name) => name.startsWith(STORED_PREFIX)),
    listed: new Set(flags.flatMap((flag) => listedSegments(snapshot, flag.index))),
    sticks: flags.some((flag) => mayStick(snapshot, flag.index)),
    redirects,
    edits: edits.length > 0,
    heads: edits.some(({ head }) => head !== undefined),
    asksAlike: !redirects && !rewrites && !route.tellOrigin && !route.cache,
    tellOrigin: route.tellOrigin ?? false,
    ...(route.cache && { cache: route.cache }),
    hard: route.hard ?? false,
  };
}

function prepareFlag(
  snapshot: SnapshotHandle,
  route: Route,
  key: string,
): PreparedFlag | undefined {
  const index = indexOf(snapshot, key);
  if (index < 0) return undefined;
  const ofFlag = (one: { flag: string }) => one.flag === key;
  const edits = (route.edits ?? []).filter(ofFlag);
  const rewrites = (route.rewrites ?? []).filter(ofFlag);
  const redirects = (route.redirects ?? []).filter(ofFlag);
  const variants: PreparedVariant[] = [];
  for (let i = 0; i < variantCount(snapshot, index); i++) {
    const variant = variantKey(snapshot, index, i);
    const value = variantValue(snapshot, index, i);
    const ofVariant = (one: { variant: string }) => one.variant === variant;
    const rewrite = rewrites.find(ofVariant);
    const redirect = redirects.find(ofVariant);
    variants.push({
      key: variant,
      value,
      island: `${inert(key)}:${inert({ variant, value })}`,
      edits: edits.filter(ofVariant).map((edit) => prepareEdit(edit, value)),
      ...(rewrite && { rewrite }),
      ...(redirect && { redirect }),
    });
  }
  return {
    key,
    index,
    variants,
    selectors: selectorsOf(edits),
    redirects: redirects.length > 0,
    enrolments: new Map(),
  };
}

function selectorsOf(edits: readonly Edit[]): readonly string[] {
  return [...new Set(edits.flatMap(({ selector }) => selector ?? []))];
}
