import { describe, expect, it } from "vitest";
import {
  age,
  amount,
  axisChange,
  bytes,
  change,
  count,
  duration,
  level,
  orAbsent,
  points,
  pValue,
  range,
  share,
  signedAmount,
  vital,
  weight,
} from "../src/fmt.ts";

describe("percent and percentage points", () => {
  it("shareBelowTenPercent_keepsTwoDigits", () => {
    expect(share(0.0421)).toBe("4.21%");
    expect(share(0.118)).toBe("11.8%");
    expect(share(0)).toBe("0.00%");
  });

  it("relativeChange_hasSignAndTrueMinus", () => {
    expect(change(0.062)).toBe("+6.2%");
    expect(change(-0.155)).toBe("\u221215.5%");
    expect(change(-0.0004)).toBe("\u22120.04%");
    expect(change(0)).toBe("0.00%");
  });

  it("differenceOfShares_isNotAPercent", () => {
    expect(points(0.00261)).toBe("+0.261");
    expect(points(-0.00004)).toBe("\u22120.004");
  });

  it("axisLabel_hasTheDigitsOfItsStep", () => {
    expect(axisChange(0.1, 0.1)).toBe("+10%");
    expect(axisChange(0.005, 0.005)).toBe("+0.5%");
    expect(axisChange(-0.026, 0.002)).toBe("\u22122.6%");
    expect(axisChange(0, 0.05)).toBe("0%");
  });

  it("levelAndWeight_areWhole", () => {
    expect(level(1 - 0.05)).toBe("95%");
    expect(weight(33_333)).toBe("33.333%");
    expect(weight(50_000)).toBe("50%");
  });
});

describe("numbers", () => {
  it("count_isGroupedByThousands", () => {
    expect(count(184_213)).toBe("184,213");
  });

  it("amount_hasTwoDigits", () => {
    expect(amount(2.8442)).toBe("2.84");
    expect(signedAmount(-0.1)).toBe("\u22120.10");
  });

  it("amount_isInItsUnit", () => {
    expect(amount(2.8442, "EUR")).toBe("\u20ac2.84");
    expect(signedAmount(-1234.5, "EUR")).toBe("\u2212\u20ac1,234.50");
    expect(amount(2, "JPY")).toBe("JP\u00a52.00");
    expect(signedAmount(0.5, "pages")).toBe("+0.50 pages");
    expect(amount(2, "ZZZ")).toBe("ZZZ\u00a02.00");
  });

  it("tinyPValue_isOnlySaidToBeTiny", () => {
    expect(pValue(0.0004)).toBe("< 0.001");
    expect(pValue(0.31)).toBe("0.310");
  });

  it("absentNumber_isADash", () => {
    expect(orAbsent(undefined, count)).toBe("\u2013");
  });

  it("absentBound_isSaidInWords", () => {
    expect(range({ low: 0.01 }, change)).toBe("+1.0% \u2026 no upper bound");
    expect(range({ high: 0.01 }, change)).toBe("no lower bound \u2026 +1.0%");
  });
});

describe("units", () => {
  it("duration_changesToSecondsAtOne", () => {
    expect(duration(999)).toBe("999 ms");
    expect(duration(1420)).toBe("1.42 s");
  });

  it("layoutShift_isAScore", () => {
    expect(vital("CLS", 0.048)).toBe("0.048");
    expect(vital("LCP", 910)).toBe("910 ms");
  });

  it("age_hasTheCoarsestUnit", () => {
    expect(age(2_999)).toBe("2 s ago");
    expect(age(125_000)).toBe("2 min ago");
    expect(age(7_200_000)).toBe("2 h ago");
  });

  it("bytes_changeToKilobytesAtAThousand", () => {
    expect(bytes(999)).toBe("999 bytes");
    expect(bytes(4312)).toBe("4.3 KB");
  });
});
