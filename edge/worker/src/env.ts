import type { Relay } from "./relay";
import type { Spool } from "./spool";

/** What the platform binds to the Worker. */
export interface Env {
  readonly CONFIG: KVNamespace;
  readonly STATE: D1Database;
  readonly RELAY: DurableObjectNamespace<Relay>;
  readonly SPOOL: DurableObjectNamespace<Spool>;
  readonly ENVIRONMENT: string;
  /** `{"kid": "base64 of the raw Ed25519 public key"}`; two keys while one is rotated. */
  readonly PUBLIC_KEYS: string;
  /** `kid:base64`, newest first, separated by blanks; the first signs. */
  readonly COOKIE_KEYS: string;
  readonly INGEST_URL: string;
  readonly INGEST_KEY: string;
  /** `{"name": "SHA-256 of a key in hexadecimal"}` of programs that may ask by the remote evaluation protocol. */
  readonly OFREP_KEYS?: string;
  /** Origins whose pages may ask so, separated by blanks. */
  readonly OFREP_ORIGINS?: string;
  /** How often one key may ask so from one address. */
  readonly OFREP_LIMIT?: RateLimit;
  /** "1" lets a request provoke failures; never set in production. */
  readonly FAULTS?: string;
}
