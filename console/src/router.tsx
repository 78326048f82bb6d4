import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { SessionGate } from "./access/SessionGate.tsx";
import { debuggerSearch } from "./debugger/search.ts";
import { exportSearch } from "./export/search.ts";
import { Failure } from "./kit/Failure.tsx";
import { Skeleton } from "./kit/Skeleton.tsx";
import { launchSearch } from "./launch/steps.ts";
import { performanceSearch } from "./performance/search.ts";
import { plannerSearch } from "./planner/search.ts";
import { previewSearch } from "./preview/search.ts";
import { searchTexts } from "./searchTexts.ts";

/** What a list page keeps in its address. */
export type ListSearch = { q?: string };

/** What a list in pages keeps in its address: the words looked for, and the key behind which the page begins. */
export type PagedSearch = { q?: string; after?: string };
/** What a results page keeps in its address; absent means the default. */
export type ResultsSearch = {
  interval?: "fixed";
  variant?: string;
  goal?: string;
  uplift?: "table";
  explain?: true;
};
/** What a flag's page keeps in its address. */
export type FlagSearch = { document?: true };

/** What the alerts' page keeps in its address; absent means those that fire. */
export type AlertsSearch = { state?: "acknowledged" | "silenced" | "resolved"; before?: number };

/** What a history keeps in its address: where its list begins, and the version that is compared with the present. */
export type HistorySearch = { before?: number; version?: number };

/** What the log of changes keeps in its address: whose changes, of what, which action, and where the list begins. */
export type AuditSearch = { by?: string; key?: string; action?: string; before?: number };

const root = createRootRoute({
  component: SessionGate,
  notFoundComponent: lazyRouteComponent(() => import("./shell/NotFound.tsx"), "NotFound"),
});

const index = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("./access/FirstEnvironment.tsx"), "FirstEnvironment"),
});

const environment = createRoute({
  getParentRoute: () => root,
  path: "/environments/$environment",
  // Comes together with the page inside it; whoever is not signed in needs neither.
  component: lazyRouteComponent(() => import("./shell/Shell.tsx"), "Shell"),
});

const home = createRoute({
  getParentRoute: () => environment,
  path: "home",
  component: lazyRouteComponent(() => import("./home/HomePage.tsx"), "HomePage"),
});

const experiments = createRoute({
  getParentRoute: () => environment,
  path: "experiments",
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import("./experiments/ExperimentsPage.tsx"),
    "ExperimentsPage",
  ),
});

const results = createRoute({
  getParentRoute: () => environment,
  path: "experiments/$key",
  validateSearch: (search: Record<string, unknown>): ResultsSearch => ({
    ...(search.interval === "fixed" ? { interval: "fixed" } : {}),
    ...(typeof search.variant === "string" ? { variant: search.variant } : {}),
    ...(typeof search.goal === "string" ? { goal: search.goal } : {}),
    ...(search.uplift === "table" ? { uplift: "table" } : {}),
    ...(search.explain === true ? { explain: true } : {}),
  }),
  component: lazyRouteComponent(() => import("./results/ResultsPage.tsx"), "ResultsPage"),
});

const flags = createRoute({
  getParentRoute: () => environment,
  path: "flags",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("./flags/FlagsPage.tsx"), "FlagsPage"),
});

const flag = createRoute({
  getParentRoute: () => environment,
  path: "flags/$key",
  validateSearch: (search: Record<string, unknown>): FlagSearch =>
    search.document === true ? { document: true } : {},
  component: lazyRouteComponent(() => import("./flags/FlagPage.tsx"), "FlagPage"),
});

const flagHistory = createRoute({
  getParentRoute: () => environment,
  path: "flags/$key/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import("./flags/FlagHistoryPage.tsx"), "FlagHistoryPage"),
});

const experimentHistory = createRoute({
  getParentRoute: () => environment,
  path: "experiments/$key/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(
    () => import("./history/ExperimentHistoryPage.tsx"),
    "ExperimentHistoryPage",
  ),
});

const routeHistory = createRoute({
  getParentRoute: () => environment,
  path: "routes/$key/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(() => import("./history/RouteHistoryPage.tsx"), "RouteHistoryPage"),
});

const segments = createRoute({
  getParentRoute: () => environment,
  path: "segments",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("./segments/SegmentsPage.tsx"), "SegmentsPage"),
});

const segment = createRoute({
  getParentRoute: () => environment,
  path: "segments/$key",
  component: lazyRouteComponent(() => import("./segments/SegmentPage.tsx"), "SegmentPage"),
});

const segmentHistory = createRoute({
  getParentRoute: () => environment,
  path: "segments/$key/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(
    () => import("./segments/SegmentHistoryPage.tsx"),
    "SegmentHistoryPage",
  ),
});

const metrics = createRoute({
  getParentRoute: () => environment,
  path: "metrics",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("./metrics/MetricsPage.tsx"), "MetricsPage"),
});

const metric = createRoute({
  getParentRoute: () => environment,
  path: "metrics/$key",
  component: lazyRouteComponent(() => import("./metrics/MetricPage.tsx"), "MetricPage"),
});

const metricHistory = createRoute({
  getParentRoute: () => environment,
  path: "metrics/$key/history",
  validateSearch: historySearch,
  component: lazyRouteComponent(
    () => import("./metrics/MetricHistoryPage.tsx"),
    "MetricHistoryPage",
  ),
});

const publication = createRoute({
  getParentRoute: () => environment,
  path: "publication",
  component: lazyRouteComponent(
    () => import("./publication/PublicationPage.tsx"),
    "PublicationPage",
  ),
});

const alerts = createRoute({
  getParentRoute: () => environment,
  path: "alerts",
  validateSearch: ({ state, before }: Record<string, unknown>): AlertsSearch => ({
    ...(state === "acknowledged" || state === "silenced" || state === "resolved" ? { state } : {}),
    ...wholeNumber("before", before),
  }),
  component: lazyRouteComponent(() => import("./alerts/AlertsPage.tsx"), "AlertsPage"),
});

const settings = createRoute({
  getParentRoute: () => environment,
  path: "settings",
  component: lazyRouteComponent(() => import("./settings/SettingsPage.tsx"), "SettingsPage"),
});

const yourself = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("./settings/Yourself.tsx"), "Yourself"),
});

const people = createRoute({
  getParentRoute: () => settings,
  path: "people",
  component: lazyRouteComponent(() => import("./settings/People.tsx"), "People"),
});

const tokens = createRoute({
  getParentRoute: () => settings,
  path: "tokens",
  component: lazyRouteComponent(() => import("./settings/Tokens.tsx"), "Tokens"),
});

const policy = createRoute({
  getParentRoute: () => settings,
  path: "policy",
  component: lazyRouteComponent(() => import("./settings/Policy.tsx"), "Policy"),
});

const layers = createRoute({
  getParentRoute: () => settings,
  path: "layers",
  component: lazyRouteComponent(() => import("./settings/Layers.tsx"), "Layers"),
});

const audit = createRoute({
  getParentRoute: () => environment,
  path: "audit",
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    ...searchTexts(search, ["by", "key", "action"]),
    ...wholeNumber("before", search.before),
  }),
  component: lazyRouteComponent(() => import("./audit/AuditPage.tsx"), "AuditPage"),
});

const planner = createRoute({
  getParentRoute: () => environment,
  path: "planner",
  validateSearch: plannerSearch,
  component: lazyRouteComponent(() => import("./planner/PlannerPage.tsx"), "PlannerPage"),
});

const launchStart = createRoute({
  getParentRoute: () => environment,
  path: "launch",
  component: lazyRouteComponent(() => import("./launch/LaunchStartPage.tsx"), "LaunchStartPage"),
});

const launch = createRoute({
  getParentRoute: () => environment,
  path: "launch/$key",
  validateSearch: launchSearch,
  component: lazyRouteComponent(() => import("./launch/LaunchPage.tsx"), "LaunchPage"),
});

const debuggerPage = createRoute({
  getParentRoute: () => environment,
  path: "debugger",
  validateSearch: debuggerSearch,
  component: lazyRouteComponent(() => import("./debugger/DebuggerPage.tsx"), "DebuggerPage"),
});

const preview = createRoute({
  getParentRoute: () => environment,
  path: "preview",
  validateSearch: previewSearch,
  component: lazyRouteComponent(() => import("./preview/PreviewPage.tsx"), "PreviewPage"),
});

const edges = createRoute({
  getParentRoute: () => environment,
  path: "edges",
  component: lazyRouteComponent(() => import("./edges/EdgesPage.tsx"), "EdgesPage"),
});

const performancePage = createRoute({
  getParentRoute: () => environment,
  path: "performance",
  validateSearch: performanceSearch,
  component: lazyRouteComponent(
    () => import("./performance/PerformancePage.tsx"),
    "PerformancePage",
  ),
});

const exportPage = createRoute({
  getParentRoute: () => environment,
  path: "export",
  validateSearch: exportSearch,
  component: lazyRouteComponent(() => import("./export/ExportPage.tsx"), "ExportPage"),
});

const SKELETON_AFTER_MILLIS = 200;

export const router = createRouter({
  routeTree: root.addChildren([
    index,
    environment.addChildren([
      home,
      experiments,
      results,
      flags,
      flag,
      flagHistory,
      experimentHistory,
      routeHistory,
      segments,
      segment,
      segmentHistory,
      metrics,
      metric,
      metricHistory,
      publication,
      alerts,
      settings.addChildren([yourself, people, tokens, policy, layers]),
      audit,
      planner,
      launchStart,
      launch,
      debuggerPage,
      preview,
      edges,
      performancePage,
      exportPage,
    ]),
  ]),
  defaultPreload: "intent",
  defaultPendingMs: SKELETON_AFTER_MILLIS,
  defaultPendingComponent: () => <Skeleton lines={8} />,
  defaultErrorComponent: ({ error }) => <Failure error={error} retry={() => location.reload()} />,
  scrollRestoration: true,
});

function listSearch(search: Record<string, unknown>): ListSearch {
  return search.q === undefined || search.q === "" ? {} : { q: String(search.q) };
}

function pagedSearch(search: Record<string, unknown>): PagedSearch {
  return searchTexts(search, ["q", "after"]);
}

function historySearch({ before, version }: Record<string, unknown>): HistorySearch {
  return { ...wholeNumber("before", before), ...wholeNumber("version", version) };
}

/** A number that counts something; what is none is as if it were absent. */
function wholeNumber<Name extends string>(name: Name, value: unknown): { [N in Name]?: number } {
  const counts = typeof value === "number" && Number.isInteger(value) && value > 0;
  return (counts ? { [name]: value } : {}) as { [N in Name]?: number };
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
