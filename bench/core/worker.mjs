// A Worker that decides as often as it is asked to and answers with a checksum; the clock stands outside, because it
// stands still inside.
import definitions from "./definitions.json";
import { open } from "./engine.mjs";
import snapshot from "./snapshot.bin";
import visitors from "./visitors.json";

const FLAGS_OF_A_VISIT = 10;

const engine = open({ definitions, snapshot, visitors });

function oneFlag(decisions, flag) {
  let sum = 0;
  for (let i = 0, visitor = 0; i < decisions; i++) {
    sum = (Math.imul(sum, 31) + engine.number(engine.decide(visitor, flag))) | 0;
    visitor = visitor + 1 === visitors.length ? 0 : visitor + 1;
  }
  return sum;
}

/** Every flag for one visitor, then for the next. */
function allFlags(decisions) {
  let sum = 0;
  for (let i = 0, visitor = 0; i < decisions; i += definitions.length) {
    for (let flag = 0; flag < definitions.length; flag++) {
      sum = (Math.imul(sum, 31) + engine.number(engine.decide(visitor, flag))) | 0;
    }
    visitor = visitor + 1 === visitors.length ? 0 : visitor + 1;
  }
  return sum;
}

/** A context made anew and ten flags decided, then the next visitor. */
function newVisitors(decisions) {
  let sum = 0;
  for (let i = 0, visitor = 0; i < decisions; i += FLAGS_OF_A_VISIT) {
    engine.renew(visitor);
    for (let flag = 0; flag < FLAGS_OF_A_VISIT; flag++) {
      sum = (Math.imul(sum, 31) + engine.number(engine.decide(visitor, flag))) | 0;
    }
    visitor = visitor + 1 === visitors.length ? 0 : visitor + 1;
  }
  return sum;
}

function variants() {
  return visitors.map((_, visitor) =>
    definitions.map((_, flag) => engine.variant(engine.decide(visitor, flag), flag)),
  );
}

export default {
  fetch(request) {
    const query = new URL(request.url).searchParams;
    const decisions = Number(query.get("decisions"));
    switch (query.get("ask")) {
      case "fiveRules":
        return new Response(String(oneFlag(decisions, Number(query.get("flag")))));
      case "fiftyFlags":
        return new Response(String(allFlags(decisions)));
      case "newVisitors":
        return new Response(String(newVisitors(decisions)));
      case "variants":
        return Response.json(variants());
      default:
        return new Response("0");
    }
  },
};
