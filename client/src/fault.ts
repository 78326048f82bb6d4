/** What the browser tells of an error that nobody caught. */
export interface Fault {
  readonly thrown: unknown;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Where the page that the fault happened in is. */
export interface Place {
  readonly origin: string;
  readonly pathname: string;
}

const NAME = /^[\w$.]{1,64}$/;
const MAX_CHARS = 200;

/** The class of the error: never its message, which may hold what a visitor typed. */
export function faultName({ thrown }: Fault): string {
  if (thrown === null || thrown === undefined) return "unknown";
  const { name } = thrown as { name?: unknown };
  return typeof name === "string" && NAME.test(name) ? name : typeof thrown;
}

/**
 * The script and the position in it: its path on our own origin, else only its origin. A script that stands in the page
 * itself is `inline`, since a page's address is nobody's business.
 */
export function faultPlace(fault: Fault, page: Place): string | undefined {
  const { file, line, column } = fault.file ? fault : topOfStack(fault.thrown);
  if (!file) return undefined;
  const url = new URL(file, page.origin);
  return `${script(url, page)}:${line ?? 0}:${column ?? 0}`.slice(-MAX_CHARS);
}

function script(url: URL, page: Place): string {
  if (!url.protocol.startsWith("http")) return url.protocol.slice(0, -1);
  if (url.origin !== page.origin) return url.origin;
  return url.pathname === page.pathname ? "inline" : url.pathname;
}

/** The first address in the stack, where a rejected promise's error was made. */
function topOfStack(thrown: unknown): Partial<Fault> {
  const { stack, message } = (thrown ?? {}) as { stack?: unknown; message?: unknown };
  // Some stacks begin with the message, and a message may hold an address too.
  const calls = String(stack ?? "").replace(String(message ?? ""), () => "");
  const [, file, line, column] = /(https?:\/\/[^\s()]+?):(\d+):(\d+)/.exec(calls) ?? [];
  return file === undefined ? {} : { file, line: Number(line), column: Number(column) };
}
