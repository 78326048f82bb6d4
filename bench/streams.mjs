// ./rimlight bench streams: how long a publication takes until the last of many clients of the change stream has heard
// of it, and what so many clients cost the control plane.
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { wholeNumbers } from "./control/options.mjs";
import { fill, flag, rounded, startPlane, surroundings, target } from "./control/plane.mjs";
import { keep } from "./control/result.mjs";

const USAGE = `Usage: ./rimlight bench streams [--clients N] [--times N]

  --clients N  connections that listen to the changes; 5000
  --times N    publications; 5
`;
const OPENED_AT_ONCE = 100;
const PATIENCE_MILLIS = 30_000;

const given = wholeNumbers(USAGE, { clients: 5_000, times: 5 });
const progress = (text) => console.error(`streams: ${text}`);

/** All clients, and who of them has heard what. */
function listeners(plane) {
  const sockets = [];
  let waited = null;
  let broken = 0;

  function hear(text) {
    if (!waited || !text.includes(waited.what)) return;
    waited.arrivals.push(performance.now());
    if (waited.arrivals.length === sockets.length) waited.resolve(waited.arrivals);
  }

  function open() {
    return new Promise((resolve, reject) => {
      const socket = connect(plane.port, "127.0.0.1", () => socket.write(plane.head));
      let line = "";
      let begun = false;
      socket.setEncoding("latin1");
      socket.on("data", (chunk) => {
        if (!begun) {
          line += chunk;
          if (!line.includes(": rimlight")) return;
          begun = true;
          line = "";
          sockets.push(socket);
          resolve();
          return;
        }
        line += chunk;
        for (let end = line.indexOf("\n\n"); end >= 0; end = line.indexOf("\n\n")) {
          hear(line.slice(0, end));
          line = line.slice(end + 2);
        }
      });
      socket.on("error", reject);
      socket.on("close", () => {
        if (begun) broken++;
        else reject(new Error(`a client was turned away: ${line}`));
      });
    });
  }

  return {
    async open(count) {
      for (let left = count; left > 0; left -= OPENED_AT_ONCE) {
        await Promise.all(Array.from({ length: Math.min(left, OPENED_AT_ONCE) }, open));
      }
    },
    /** When each of them heard it. */
    everybody(what) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new Error(`${what}: ${waited.arrivals.length} of ${sockets.length} heard in time`),
            ),
          PATIENCE_MILLIS,
        );
        waited = {
          what,
          arrivals: [],
          resolve(arrivals) {
            clearTimeout(timer);
            resolve(arrivals);
          },
        };
      });
    },
    broken: () => broken,
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

const plane = await startPlane();
const clients = listeners(plane);
try {
  await fill(plane, 50);
  const before = plane.mostResidentMiB();
  await clients.open(given.clients);
  progress(`${given.clients} clients listen`);
  const rounds = [];
  for (let round = 1; round <= given.times; round++) {
    const drafted = clients.everybody('"what":"flag"');
    const changed = { ...flag(1), description: `Round ${round}` };
    await plane.need("PUT", "/flags/flag-1", {
      body: changed,
      extra: { "if-match": `"${round}"` },
    });
    await drafted;
    await sleep(200);
    const heard = clients.everybody('"what":"publish"');
    const began = performance.now();
    await plane.need("POST", "/publication");
    const answeredMillis = rounded(performance.now() - began);
    const arrivals = await heard;
    rounds.push({
      answeredMillis,
      toFirstMillis: rounded(Math.min(...arrivals) - began),
      toLastMillis: rounded(Math.max(...arrivals) - began),
    });
    progress(`round ${round}: ${JSON.stringify(rounds.at(-1))}`);
  }
  const toLast = rounds.map((round) => round.toLastMillis).sort((a, b) => a - b);
  const mostResidentMiB = plane.mostResidentMiB();
  keep("streams", {
    command: ["./rimlight bench streams", ...process.argv.slice(2)].join(" "),
    ...surroundings(),
    clients: given.clients,
    method:
      "One control plane, and all clients in one other process on the same machine, each with a connection of its own. " +
      "Time runs from before the publication is sent until the last client has read that it was published.",
    toLastMillis: { p50: toLast[Math.floor(toLast.length / 2)], max: toLast.at(-1) },
    mostResidentMiB: { withoutClients: before, withClients: mostResidentMiB },
    lostConnections: clients.broken(),
    rounds,
    targets: [
      target("publication to the last client: ms, most", 1_000, toLast.at(-1)),
      target("resident memory of the control plane: MiB, most", 500, mostResidentMiB),
      target("connections lost", 1, clients.broken()),
    ],
  });
} catch (error) {
  console.error(`rimlight: ${error.message}`);
  process.exitCode = 1;
} finally {
  clients.close();
  await plane.stop();
}
process.exit();
