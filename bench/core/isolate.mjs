// A fresh workerd with one Worker, its address and the CPU time it took.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const KINDS = { ".mjs": "esModule", ".js": "esModule", ".json": "json", ".bin": "data" };

/** Starts workerd on modules (name -> file) and waits until the Worker answers. */
export async function startIsolate({ workerd, folder, modules, main }) {
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of Object.entries(modules)) copyFileSync(file, join(folder, name));
  const port = await freePort();
  const names = [main, ...Object.keys(modules).filter((name) => name !== main)];
  const list = names.map(
    (name) => `(name = "${name}", ${KINDS[name.slice(name.lastIndexOf("."))]} = embed "${name}")`,
  );
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [${list.join(", ")}], compatibilityDate = "2026-07-30"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
  return startWorkerd({ workerd, folder, config, port });
}

/** Starts workerd on a configuration that listens on the port, and waits until it answers; `first` is what it answered. */
export async function startWorkerd({
  workerd,
  folder,
  config,
  port,
  name = "config",
  options = [],
  firstPath = "/",
}) {
  const file = join(folder, `${name}.capnp`);
  writeFileSync(file, config);
  const began = performance.now();
  const process = spawn(workerd, ["serve", ...options, file], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const address = `http://127.0.0.1:${port}/`;
  const first = await answering(new URL(firstPath, address), process);
  return {
    address,
    port,
    first,
    startMillis: performance.now() - began,
    cpuMillis: () => cpuMillis(process.pid),
    async stop() {
      const gone = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGKILL");
      await gone;
    },
  };
}

async function answering(address, process) {
  for (;;) {
    if (process.exitCode !== null) throw new Error(`workerd ended with ${process.exitCode}`);
    try {
      return await (await fetch(address)).text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1)); // Not listening yet.
    }
  }
}

/** Of all threads, in nanoseconds where the kernel counts them, else in ticks of 10 ms. */
function cpuMillis(pid) {
  try {
    let nanos = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      nanos += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    }
    return nanos / 1e6;
  } catch {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
