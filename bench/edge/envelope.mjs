// Signs as the control plane does: edge/worker/src/envelope.ts says how it is opened.
import { createHash, generateKeyPairSync, sign } from "node:crypto";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
const kid = createHash("sha256").update(raw).digest("hex").slice(0, 8);

export const publicKeys = { [kid]: raw.toString("base64") };

/** purpose: "S" or "K" */
export function envelope(purpose, payload) {
  const head = Buffer.from(`RLE1${purpose}`);
  const signature = sign(null, Buffer.concat([head, payload]), privateKey);
  return Buffer.concat([head, Buffer.from([kid.length]), Buffer.from(kid), signature, payload]);
}
