import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MILLIS = 60_000;

export const PASSWORD = "correct horse battery";

/** A real control plane with an empty database, as its launcher starts it; ends with the tests. */
export class ControlPlane {
  private readonly folder = mkdtempSync(join(tmpdir(), "rimlight-console-"));
  private process: ChildProcess | undefined;
  private output = "";

  constructor(
    private readonly port: number,
    private readonly edge = "",
  ) {}

  get address(): string {
    return `http://localhost:${this.port}`;
  }

  /** With an edge to publish to, or with none. */
  async start(edge = this.edge): Promise<void> {
    const options = ["--port", String(this.port), "--data", this.folder];
    if (edge !== "") {
      options.push("--edge", edge);
    }
    this.output = "";
    const control = spawn(
      "./rimlight",
      ["control", ...options, "--console", join(ROOT, "console/dist")],
      {
        cwd: ROOT,
        env: { ...process.env, RIMLIGHT_ADMIN_PASSWORD: PASSWORD },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.process = control;
    const hear = (chunk: unknown) => {
      this.output += String(chunk);
    };
    control.stdout.on("data", hear);
    control.stderr.on("data", hear);
    const deadline = Date.now() + START_MILLIS;
    while (!this.output.includes("control ready")) {
      if (Date.now() > deadline || control.exitCode !== null) {
        throw new Error(`the control plane does not start: ${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends the process and keeps what it knows, for another start. */
  async end(): Promise<void> {
    if (this.process?.exitCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      await ended;
    }
  }
}
