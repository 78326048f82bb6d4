// Whether a file is a signed snapshot that the Worker would take; a bundled one that it refuses would help nobody.
import { createPublicKey, verify } from "node:crypto";
import { BadOption } from "./settings.mjs";

const LIMIT = 8 * 1024 * 1024;
const SIGNATURE_BYTES = 64;
/** "RLE1", purpose, length of kid. */
const HEAD_BYTES = 6;
/** What stands before the 32 bytes of an Ed25519 key in its DER form, RFC 8410. */
const DER_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/**
 * @param {Buffer} bytes
 * @param {string} file how the caller named it
 * @param {Record<string, string>} publicKeys
 */
export function requireSnapshot(bytes, file, publicKeys) {
  const refuse = (why) => new BadOption(`--snapshot == ${file}, ${why}`);
  if (bytes.length > LIMIT) throw refuse(`size == ${bytes.length}, must be <= ${LIMIT}`);
  if (bytes.subarray(0, 5).toString("latin1") !== "RLE1S") {
    throw refuse("must be a signed snapshot, which begins with RLE1S");
  }
  const payloadAt = HEAD_BYTES + bytes[5] + SIGNATURE_BYTES;
  if (bytes.length <= payloadAt) throw refuse(`size == ${bytes.length}, must be > ${payloadAt}`);
  const kid = bytes.subarray(HEAD_BYTES, payloadAt - SIGNATURE_BYTES).toString();
  if (!Object.hasOwn(publicKeys, kid)) {
    throw refuse(`kid == ${kid.slice(0, 64)}, must be one of ${Object.keys(publicKeys)}`);
  }
  const raw = Buffer.from(publicKeys[kid], "base64");
  const key = createPublicKey({
    key: Buffer.concat([DER_HEAD, raw]),
    format: "der",
    type: "spki",
  });
  const signed = Buffer.concat([bytes.subarray(0, 5), bytes.subarray(payloadAt)]);
  const signature = bytes.subarray(payloadAt - SIGNATURE_BYTES, payloadAt);
  if (!verify(null, signed, key, signature)) throw refuse(`the signature of key ${kid} must fit`);
}
