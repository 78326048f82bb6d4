import { describe, expect, it } from "vitest";
import type { Flag } from "../src/api/documents.ts";
import { formOf, inForm } from "../src/conditions/forms.ts";
import { differing } from "../src/edits/differing.ts";
import { onTop } from "../src/edits/onTop.ts";
import { attributesIn } from "../src/flags/attributes.ts";
import { servedBy, withVariant } from "../src/flags/variants.ts";

const rule = (id: string, variant = "a") => ({ id, serve: { variant } });
const base = { key: "f", on: true, rules: [rule("one"), rule("two"), rule("three")] };

describe("differing", () => {
  it("nothing_whenOnlyTheOrderOfFieldsDiffers", () => {
    expect(differing({ a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 })).toEqual([]);
  });

  it("members_areNamedByTheirKeysAsTheServerDoes", () => {
    const after = { ...base, rules: [rule("one", "b"), rule("three"), rule("a/b")] };
    expect(differing(base, after)).toEqual([
      { path: "/rules/one/serve/variant", before: "a", after: "b" },
      { path: "/rules/a~1b", after: rule("a/b") },
      { path: "/rules/two", before: rule("two") },
    ]);
  });

  it("order_isAChangeOfItsOwn", () => {
    const after = { ...base, rules: [rule("three"), rule("one"), rule("two")] };
    expect(differing(base, after)).toEqual([
      { path: "/rules/order", before: ["one", "two", "three"], after: ["three", "one", "two"] },
    ]);
  });

  it("listsWithoutNames_areComparedAsAWhole", () => {
    expect(differing({ tags: ["a"] }, { tags: ["a", "b"] })).toEqual([
      { path: "/tags", before: ["a"], after: ["a", "b"] },
    ]);
  });
});

describe("onTop", () => {
  it("bothChanges_areKeptWhereTheyDoNotMeet", () => {
    const mine = { ...base, name: "Mine", rules: [rule("one", "b"), rule("two"), rule("three")] };
    const theirs = { ...base, on: false, rules: [rule("one"), rule("two", "c"), rule("three")] };
    expect(onTop<object>(base, mine, theirs)).toEqual({
      ...base,
      name: "Mine",
      on: false,
      rules: [rule("one", "b"), rule("two", "c"), rule("three")],
    });
  });

  it("oneField_isOnesOwnWhereBothChangedIt", () => {
    expect(onTop<object>({ name: "a" }, { name: "b" }, { name: "c" })).toEqual({ name: "b" });
  });

  it("ownOrder_holdsAndWhatTheyAddedFollowsWhatItStoodBehind", () => {
    const mine = { ...base, rules: [rule("three"), rule("one"), rule("two")] };
    const theirs = { ...base, rules: [rule("one"), rule("new"), rule("two"), rule("three")] };
    expect(onTop(base, mine, theirs).rules.map(({ id }) => id)).toEqual([
      "three",
      "one",
      "new",
      "two",
    ]);
  });

  it("whatOneRemoved_staysAway", () => {
    const mine = { ...base, rules: [rule("one"), rule("three")] };
    const theirs = { ...base, on: false };
    expect(onTop(base, mine, theirs)).toEqual({ ...mine, on: false });
    expect(onTop(base, theirs, mine)).toEqual({ ...mine, on: false });
  });

  it("whatTheyRemovedAndOneChanged_isKept", () => {
    const mine = { ...base, rules: [rule("one"), rule("two", "b"), rule("three")] };
    const theirs = { ...base, rules: [rule("one"), rule("three")] };
    expect(onTop(base, mine, theirs).rules).toContainEqual(rule("two", "b"));
  });
});

describe("conditions", () => {
  it("formsWithFieldsThatThePageLacks_areKeptAsTheyAre", () => {
    expect(formOf({ attribute: "age", operator: "in", values: [1, 2] })).toBe("attribute");
    expect(formOf({ attribute: "age", as: "number", operator: "equals", values: [1] })).toBe(
      "other",
    );
    expect(formOf({ attribute: "a", operator: "in", values: ["x", 1] })).toBe("other");
    expect(formOf({ buckets: [[0, 5]] })).toBe("other");
    expect(formOf({ all: [], orNull: true })).toBe("other");
  });

  it("group_takesInWhatWasThere", () => {
    const inner = { segment: "regulars" };
    expect(inForm("any", inner)).toEqual({ any: [inner] });
    expect(inForm("all", { any: [inner, inner] })).toEqual({ all: [inner, inner] });
    expect(inForm("not", inner)).toEqual({ not: inner });
    expect(inForm("all", { not: inner })).toEqual({ all: [inner] });
  });
});

describe("variants", () => {
  const flag: Flag = {
    key: "f",
    type: "string",
    on: true,
    kill: "normal",
    variants: [
      { key: "a", value: "" },
      { key: "b", value: "" },
    ],
    off: "a",
    rules: [{ id: "half", serve: { split: [{ variant: "b", weight: 100_000 }] } }],
    default: { variant: "a" },
  };

  it("variantThatIsServed_saysByWhat", () => {
    expect(servedBy(flag, "b")).toEqual(["those of rule half"]);
    expect(servedBy(flag, "a")).toHaveLength(2);
    expect(servedBy(flag, "c")).toEqual([]);
  });

  it("newKey_isCarriedToWhateverServesIt", () => {
    const renamed = withVariant(flag, 1, { key: "warm", value: "" });
    expect(renamed.rules?.[0]?.serve.split?.[0]?.variant).toBe("warm");
    expect(withVariant(flag, 0, { key: "cold", value: "" })).toMatchObject({
      off: "cold",
      default: { variant: "cold" },
    });
  });
});

describe("attributesIn", () => {
  it("lines_areNamesAndWhatTheyLookLike", () => {
    expect(attributesIn('country = DE\nage: 18\n\nnew=true\nurl = a=b\nzip = "01"')).toEqual({
      country: "DE",
      age: 18,
      new: true,
      url: "a=b",
      zip: "01",
    });
  });
});
