import { describe, expect, it } from "vitest";
import { faultName, faultPlace } from "../src/fault";

describe("fault", () => {
  const page = { origin: "https://shop.example", pathname: "/orders/8812" };
  const place = (file: string) => faultPlace({ thrown: null, file, line: 3, column: 14 }, page);
  const stack = (message: string, text: string) =>
    faultPlace({ thrown: { message, stack: text } }, page);

  it("class_isTheErrorsName", () => {
    expect(faultName({ thrown: new RangeError("text") })).toBe("RangeError");
    expect(faultName({ thrown: "text" })).toBe("string");
    expect(faultName({ thrown: { name: "a name with words" } })).toBe("object");
    expect(faultName({ thrown: { name: "x".repeat(65) } })).toBe("object");
    expect(faultName({ thrown: undefined })).toBe("unknown");
  });

  it("ownScript_isItsPathWithoutQuery", () => {
    expect(place("https://shop.example/js/app.js?user=7#x")).toBe("/js/app.js:3:14");
  });

  it("foreignScript_isOnlyItsOrigin", () => {
    expect(place("https://cdn.example/lib.js?key=1")).toBe("https://cdn.example:3:14");
  });

  it("scriptInThePage_doesNotSayThePagesAddress", () => {
    expect(place("https://shop.example/orders/8812?a=1")).toBe("inline:3:14");
  });

  it("scriptWithoutAddress_isItsScheme", () => {
    expect(place("blob:https://shop.example/5f0c")).toBe("blob:3:14");
    expect(place("chrome-extension://abc/x.js")).toBe("chrome-extension:3:14");
  });

  it("longPath_keepsItsEnd", () => {
    const told = place(`https://shop.example/${"d/".repeat(200)}app.js`) ?? "";
    expect(told).toHaveLength(200);
    expect(told.endsWith("/app.js:3:14")).toBe(true);
  });

  it("rejection_isPlacedByTheTopOfItsStack", () => {
    const chromium = "Error: no\n    at load (https://shop.example/app.js:10:5)\n    at x:1:1";
    expect(stack("no", chromium)).toBe("/app.js:10:5");
    expect(stack("no", "load@https://shop.example/app.js:10:5\nrun@x")).toBe("/app.js:10:5");
  });

  it("addressInTheMessage_isNotTakenForThePlace", () => {
    const message = "see https://shop.example/ada@mail:1:2";
    expect(stack(message, `Error: ${message}\n    at https://shop.example/a.js:7:9`)).toBe(
      "/a.js:7:9",
    );
    expect(stack(message, `Error: ${message}`)).toBeUndefined();
  });

  it("noPlace_isNone", () => {
    expect(faultPlace({ thrown: "text" }, page)).toBeUndefined();
    expect(faultPlace({ thrown: null, file: "" }, page)).toBeUndefined();
  });
});
