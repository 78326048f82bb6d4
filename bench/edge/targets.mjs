// What was promised of the edge's cost, and whether this run kept it.
const round = (value) => Number(value.toPrecision(3));

const target = (what, comparison, bound, measured, met) => ({
  what,
  target: `${comparison} ${bound}`,
  measured: round(measured),
  met,
});

const atMost = (what, bound, measured) => target(what, "<=", bound, measured, measured <= bound);
const below = (what, bound, measured) => target(what, "<", bound, measured, measured < bound);
const atLeast = (what, bound, measured) => target(what, ">=", bound, measured, measured >= bound);

export function targets({ cpu, delay, size, start }) {
  const all = [];
  if (cpu) {
    const { ratios } = cpu;
    all.push(
      atMost(
        "cpu, 50 flags: of a Worker that adds a script, 10 KB page",
        1.25,
        ratios["fiftyFlagsSmall/baselineSmall"],
      ),
      atMost(
        "cpu, 50 flags: of a Worker that adds a script, 100 KB page",
        1.25,
        ratios["fiftyFlagsLarge/baselineLarge"],
      ),
      atMost(
        "cpu, 5 edits: of a Worker that adds a script, 100 KB page",
        1.5,
        ratios["editsLarge/baselineLarge"],
      ),
    );
    for (const [size, page] of [
      ["Small", "10 KB page"],
      ["Large", "100 KB page"],
    ]) {
      all.push(
        atLeast(
          `cpu, one experiment: GrowthBook's edge app to ours, ${page}`,
          2,
          ratios[`growthbook${size}/experiment${size}`],
        ),
        atLeast(
          `cpu, one experiment: GrowthBook's edge app without its script to ours, ${page}`,
          2,
          ratios[`growthbookWithoutScript${size}/experiment${size}`],
        ),
      );
    }
  }
  for (const [run, page] of [
    ["fiftyFlagsSmall", "50 flags, 10 KB page"],
    ["fiveEditsLarge", "5 edits, 100 KB page"],
  ]) {
    if (!delay) continue;
    const { p50, p99 } = delay[run].overPassThrough.rimlight;
    all.push(
      below(`first byte over pass-through, ${page}: ms at p50`, 1, p50),
      below(`first byte over pass-through, ${page}: ms at p99`, 5, p99),
    );
  }
  if (size) all.push(atMost("bundle: B after gzip -9", 80 * 1024, size.gzipBytes));
  for (const [run, page] of [
    ["oneFlag", "1 flag"],
    ["fiftyFlags", "50 flags"],
  ]) {
    if (!start) continue;
    const over = start.overBareWallMillis[run];
    all.push(atMost(`start to first page over a bare Worker, ${page}: ms`, 20, over));
  }
  return all;
}
