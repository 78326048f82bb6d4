import { flagType, type SnapshotHandle, variantNumber, variantText } from "rimlight-core";

/** The value of a variant, of its flag's type. */
export function variantValue(snapshot: SnapshotHandle, flag: number, variant: number): unknown {
  const text = variantText(snapshot, flag, variant);
  switch (flagType(snapshot, flag)) {
    case "number":
    case "integer":
      return variantNumber(snapshot, flag, variant);
    case "string":
      return text;
    default:
      return JSON.parse(text ?? "null");
  }
}
