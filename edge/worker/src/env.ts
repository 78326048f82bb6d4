import type { Relay } from "./relay";
import type { Spool } from "./spool";

/** What a message of the queue carries: events as lines of JSON. */
export interface EventBatch {
  readonly lines: string;
}

/** What the platform binds to the Worker. What is optional may be absent: the edge then does without it, and says so. */
export interface Env {
  readonly CONFIG?: KVNamespace;
  readonly STATE?: D1Database;
  readonly RELAY?: DurableObjectNamespace<Relay>;
  readonly SPOOL?: DurableObjectNamespace<Spool>;
  readonly EVENTS?: Queue<EventBatch>;
  /** Limits the beacons of one visitor, and those of one address, behind which many may be. */
  readonly BEACONS?: RateLimit;
  readonly ADDRESSES?: RateLimit;

  readonly ENVIRONMENT: string;
  /** `{"kid": "base64 of the raw Ed25519 public key"}`; two keys while one is rotated. */
  readonly PUBLIC_KEYS: string;
  /** `kid:base64`, newest first, separated by blanks; the first signs. */
  readonly COOKIE_KEYS: string;
  readonly INGEST_URL: string;
  readonly INGEST_KEY: string;

  /** How many batches may wait in the spool before vitals and errors are dropped; 20,000. */
  readonly SPOOL_BATCHES?: string;
  /** Regions with a relay each, as Cloudflare's location hints separated by blanks, e.g. `weur enam apac`. */
  readonly RELAYS?: string;
  /** Where definitions are fetched when neither relay nor KV answer, and the token for it. */
  readonly CONTROL_URL?: string;
  readonly CONTROL_TOKEN?: string;
  /** Other origins that variants may come from: `{"checkout": "https://checkout.example"}`. */
  readonly ORIGINS?: string;
  /** Milliseconds until an origin counts as away and kept pages serve; absent: the platform's own limit. */
  readonly ORIGIN_MILLIS?: string;
  /** Consent of visitors who have not said anything: none, functional, analytics or personalization (the default). */
  readonly CONSENT_DEFAULT?: string;
  /** Keys of the origin that may say who a visitor is: `{"kid": "base64 of the raw Ed25519 public key"}`. */
  readonly IDENTITY_KEYS?: string;
  /** "1": the site's pages bring the browser module along as `/_rl/client.js`, and the edge adds none. */
  readonly CLIENT_IN_PAGES?: string;
  /** Base64; user ids are only kept as codes made with it. */
  readonly PEPPER?: string;
  /** `{"name": "SHA-256 of a key in hexadecimal"}` of programs that may ask by the remote evaluation protocol. */
  readonly OFREP_KEYS?: string;
  /** Origins whose pages may ask so, separated by blanks. */
  readonly OFREP_ORIGINS?: string;
  /** How often one key may ask so from one address. */
  readonly OFREP_LIMIT?: RateLimit;
  /** "1" lets a request provoke failures; never set in production. */
  readonly FAULTS?: string;
}
