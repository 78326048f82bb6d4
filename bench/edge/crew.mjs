// The origin and the visitors: processes beside the one that measures.
import { fork } from "node:child_process";
import { join } from "node:path";

export async function startCrew(root) {
  const origin = fork(join(root, "bench/edge/origin.mjs"));
  const visitors = fork(join(root, "bench/edge/visitors.mjs"));
  const said = (child) => new Promise((resolve) => child.once("message", resolve));
  const originPort = await said(origin);
  const ask = async (order) => {
    const answer = said(visitors);
    visitors.send(order);
    const { done, error } = await answer;
    if (error) throw new Error(`visitors: ${error}`);
    return done;
  };
  return {
    originPort,
    visit: (visits) => ask({ visits }),
    stroll: (strolls) => ask({ strolls }),
    stop() {
      origin.disconnect();
      visitors.disconnect();
    },
  };
}
