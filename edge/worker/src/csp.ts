import { base64url } from "./bytes";

/** Lets what the edge adds run under the page's Content Security Policy, which is otherwise left as strict as it is. */

export const POLICY = "content-security-policy";
const UNSAFE_INLINE = "'unsafe-inline'";

/** The nonce that the page's own scripts carry, so that ours may; null when it has none. */
function nonceOf(sources: readonly string[]): string | null {
  const source = sources.find((one) => /^'nonce-[A-Za-z0-9+/_=-]+'$/.test(one));
  return source ? source.slice("'nonce-".length, -1) : null;
}

export interface Inline {
  readonly style: boolean;
  readonly script: boolean;
}

export interface Admitted {
  /** The policies, changed as far as needed. */
  readonly policy: string;
  /** What the edge's own elements carry; null when they need none. */
  readonly nonce: string | null;
}

/** Lets in what the edge adds: the browser module, which comes from `/_rl/` of the page's own host, and what is inline. */
export function admit(text: string, host: string, inline: Inline): Admitted {
  let nonce: string | null = null;
  const fresh = () => base64url(crypto.getRandomValues(new Uint8Array(16)));
  const policies = text.split(",").map((policy) => {
    const directives = parse(policy);
    const scripts = sourcesOf(directives, "script-src-elem", "script-src");
    const styles = sourcesOf(directives, "style-src-elem", "style-src");
    nonce ??= (scripts && nonceOf(scripts.sources)) ?? (styles && nonceOf(styles.sources)) ?? null;
    if (scripts) {
      const needsNonce =
        (inline.script && !inlineAllowed(scripts.sources)) ||
        (scripts.sources.includes("'strict-dynamic'") && nonceOf(scripts.sources) === null);
      if (needsNonce) {
        nonce ??= fresh();
        add(directives, scripts, `'nonce-${nonce}'`);
      } else if (nonceOf(scripts.sources) === null && !fromHost(scripts.sources, host)) {
        add(directives, scripts, `${host}/_rl/`);
      }
    }
    if (styles && inline.style && !inlineAllowed(styles.sources)) {
      nonce ??= fresh();
      add(directives, styles, `'nonce-${nonce}'`);
    }
    return [...directives].map(([name, sources]) => [name, ...sources].join(" ")).join("; ");
  });
  return { policy: policies.join(", "), nonce };
}

/** Whether a response is made for one visitor only, by a nonce that must not be used twice. */
export function hasNonce(headers: Headers): boolean {
  return headers.get(POLICY)?.includes("'nonce-") ?? false;
}

type Directives = Map<string, string[]>;

function parse(policy: string): Directives {
  const directives: Directives = new Map();
  for (const directive of policy.split(";")) {
    const [name, ...sources] = directive.trim().split(/\s+/);
    // The first of two with the same name counts.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

interface Effective {
  /** The directive that our addition belongs to. */
  readonly name: string;
  readonly sources: readonly string[];
}

/** Null when nothing restricts it. */
function sourcesOf(directives: Directives, element: string, general: string): Effective | null {
  for (const name of [element, general]) {
    const sources = directives.get(name);
    if (sources) return { name, sources };
  }
  const inherited = directives.get("default-src");
  return inherited ? { name: general, sources: inherited } : null;
}

function add(directives: Directives, { name, sources }: Effective, source: string): void {
  const known = directives.get(name) ?? sources;
  if (known.includes(source)) return;
  directives.set(name, [...known.filter((one) => one !== "'none'"), source]);
}

/** A nonce or a hash makes browsers ignore unsafe-inline. */
function inlineAllowed(sources: readonly string[]): boolean {
  return sources.includes(UNSAFE_INLINE) && !sources.some((one) => /^'(nonce|sha\d+)-/.test(one));
}

function fromHost(sources: readonly string[], host: string): boolean {
  return sources.some((one) => one === "'self'" || one === "*" || one === "https:" || one === host);
}
