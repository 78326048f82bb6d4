/** Arms of the performance experiment whose pages have no island: what the platform costs is measured against them. */
const WITHOUT_ISLAND = ["bypass", "shadow"];

/** Whether the edge asks for this page's vitals although it has put nothing into the page. */
export function isMeasuredWithoutIsland(): boolean {
  try {
    const [navigation] = performance.getEntriesByType("navigation");
    const timings = (navigation as PerformanceNavigationTiming | undefined)?.serverTiming ?? [];
    return timings.some(
      ({ name, description }) => name === "rl-arm" && WITHOUT_ISLAND.includes(description),
    );
  } catch {
    // A page that has broken the performance timeline is not measured.
    return false;
  }
}
