import { decodeProtectedHeader, importJWK, type JWTPayload, jwtVerify } from "jose";

export interface Expected {
  readonly audience: string;
  readonly environment: string;
  /** From being signed to expiring. */
  readonly longestSeconds: number;
}

const CLOCKS_DIFFER_SECONDS = 30;

/** The claims of a compact JWS that one of the keys signed with Ed25519; throws with the reason otherwise. */
export async function verifiedClaims(
  token: string,
  publicKeys: string,
  expected: Expected,
): Promise<JWTPayload & Record<string, unknown>> {
  const keys: Record<string, unknown> = JSON.parse(publicKeys);
  const { kid = "" } = decodeProtectedHeader(token);
  const raw = Object.hasOwn(keys, kid) ? keys[kid] : undefined;
  if (typeof raw !== "string") throw new Error("kid is not one of the known keys");
  const x = raw.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const key = await importJWK({ kty: "OKP", crv: "Ed25519", x }, "EdDSA");
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["EdDSA"],
    audience: expected.audience,
    clockTolerance: CLOCKS_DIFFER_SECONDS,
    requiredClaims: ["iat", "exp"],
  });
  const { iat = 0, exp = 0 } = payload;
  if (exp - iat > expected.longestSeconds) {
    throw new Error(`exp - iat == ${exp - iat}, must be <= ${expected.longestSeconds}`);
  }
  if (payload.env !== expected.environment) {
    throw new Error(`env == ${String(payload.env).slice(0, 64)}, must be ${expected.environment}`);
  }
  return payload;
}
