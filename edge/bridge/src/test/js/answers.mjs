// Asks a compiled core for the decisions of a question: {snapshot, kills, contexts, cases}; one line each.
export function answers(core, question) {
  const bytes = Int8Array.from(atob(question.snapshot), (c) => c.charCodeAt(0));
  const snapshot = core.openSnapshot(bytes);
  const kills = core.killList(question.kills);
  const contexts = question.contexts.map((asked) => {
    const { unit, attributes, forced, assigned, segments, testing } = asked;
    const context = core.newContext(unit);
    for (const [experiment, variant] of Object.entries(forced ?? {}))
      core.setForced(context, experiment, variant);
    for (const [experiment, versions] of Object.entries(assigned ?? {}))
      for (const { version, variant } of versions)
        core.setAssigned(context, experiment, version, variant);
    for (const segment of segments ?? []) core.setSegment(context, segment);
    if (testing) core.setTesting(context);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "number") core.setNumber(context, name, value);
      else if (typeof value === "boolean") core.setBoolean(context, name, value);
      else if (typeof value === "string") core.setText(context, name, value);
      else core.setValue(context, name, value);
    }
    return context;
  });
  return question.cases
    .map(([flag, context]) => {
      const index = core.indexOf(snapshot, flag);
      const line = core.answer(snapshot, kills, contexts[context], index, question.now);
      const trace = core.explain(snapshot, kills, contexts[context], index, question.now);
      return described(line, JSON.parse(trace));
    })
    .join("\n");
}

/** A decision as the vectors say it; the names are the trace's, the rest is the line's. */
function described(line, trace) {
  const [variant, reason, , bucket, error, experiment] = line.split("|");
  const name = variant === "-1" ? "-" : trace.variant;
  const of = `rule=${trace.rule ?? "-"} experiment=${experiment || "-"}`;
  const end = error ? ` error=${error}` : "";
  return `${name} ${reason} ${of} bucket=${bucket === "-1" ? "-" : bucket}${end}`;
}
