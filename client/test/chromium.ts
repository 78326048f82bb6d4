import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Chromium without a driver's hands on it: tabs of one window, of which one is in front, and pages that are prerendered.
 * A driver's attaching stops both.
 */
export interface Chromium {
  /** Opens a tab in front of the others. */
  open(url: string): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  /** The value of an expression in the page, or of its promise; it passes through JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** A click of the mouse on the first element that fits. */
  click(selector: string): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
}

export async function startChromium(path: string): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), "rimlight-chromium-"));
  const process = spawn(
    path,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const address = await debuggingAddress(process);
  return {
    async open(url) {
      const response = await fetch(`http://${address}/json/new?${encodeURIComponent(url)}`, {
        method: "PUT",
      });
      const target = (await response.json()) as { id: string; webSocketDebuggerUrl: string };
      return tab(address, target);
    },
    async close() {
      const gone = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGTERM");
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function debuggingAddress(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = "";
    process.stderr?.on("data", (chunk) => {
      told += chunk;
      const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(told)?.[1];
      if (address) resolve(address);
    });
    process.once("exit", (code) => reject(new Error(`Chromium ended with ${code}: ${told}`)));
  });
}

async function tab(
  address: string,
  target: { id: string; webSocketDebuggerUrl: string },
): Promise<Tab> {
  const evaluate = async (expression: string) => {
    const { result } = await command(target.webSocketDebuggerUrl, "Runtime.evaluate", {
      expression: `Promise.resolve(${expression}).then(JSON.stringify)`,
      awaitPromise: true,
    });
    return JSON.parse(result?.result?.value ?? "null");
  };
  const mouse = (type: string, at: { x: number; y: number }) =>
    command(target.webSocketDebuggerUrl, "Input.dispatchMouseEvent", {
      type,
      ...at,
      button: "left",
      clickCount: 1,
    });
  return {
    evaluate,
    async click(selector) {
      const at = (await evaluate(
        `(({x, y}) => ({x: x + 3, y: y + 3}))(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`,
      )) as { x: number; y: number };
      await mouse("mousePressed", at);
      await mouse("mouseReleased", at);
    },
    async bringToFront() {
      await fetch(`http://${address}/json/activate/${target.id}`);
    },
    async close() {
      await fetch(`http://${address}/json/close/${target.id}`);
    },
  };
}

/** One connection for each command: between them nobody is attached to the page. */
function command(
  url: string,
  method: string,
  params: object,
): Promise<{ result?: { result?: { value?: string } } }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method, params }));
    socket.onerror = () => reject(new Error(`${method}: no connection to ${url}`));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data));
      if (message.id !== 1) return;
      socket.close();
      resolve(message);
    };
  });
}
