// What was promised of the engine's speed, and whether this run kept it.
const round = (value) => Number(value.toPrecision(3));

const atLeast = (what, bound, measured) => ({
  what,
  target: `>= ${bound}`,
  measured: round(measured),
  met: measured >= bound,
});

const below = (what, bound, measured) => ({
  what,
  target: `< ${bound}`,
  measured: round(measured),
  met: measured < bound,
});

export function targets({ jvm, workerd, load }) {
  const all = [];
  for (const scenario of ["fiveRules", "fiftyFlags"]) {
    if (jvm) {
      const { fastestPeer, peerToOurs } = jvm.ratios[scenario];
      all.push(
        atLeast(`jvm, ${scenario}: times the fastest SDK, ${fastestPeer}`, 5, peerToOurs),
        below(`jvm, ${scenario}: B of a decision`, 100, jvm.engines[scenario].rimlight.bytes),
      );
    }
    if (workerd) {
      const { growthbookToOurs, oursToHandwritten } = workerd.ratios[scenario];
      all.push(
        atLeast(`workerd, ${scenario}: times GrowthBook`, 15, growthbookToOurs),
        below(`workerd, ${scenario}: of the hand-written evaluator`, 1.3, oursToHandwritten),
      );
    }
  }
  if (load) {
    all.push(
      below("10,000 flags: ms of CPU in a cold isolate", 50, load.cpuMillis.difference),
      below("10,000 flags: MB of heap", 5, load.heapBytes.opened / 1e6),
      below("core module: B after gzip -9", 45 * 1024 + 1, load.moduleBytes.gzip),
      below("core module as bundled: B after gzip -9", 45 * 1024 + 1, load.moduleBytes.bundledGzip),
    );
  }
  return all;
}
