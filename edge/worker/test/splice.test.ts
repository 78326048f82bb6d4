import { describe, expect, it } from "vitest";
import { headAt, splice } from "../src/splice";

const bytes = (text: string) => new TextEncoder().encode(text);
/** The page with a bar where the head's content begins. */
function marked(page: string, whole = true): string | null {
  const at = headAt(bytes(page), whole);
  return at < 0 ? null : `${page.slice(0, at)}|${page.slice(at)}`;
}

describe("where the head begins", () => {
  it.each([
    ["<html><head><title>t</title>", "<html><head>|<title>t</title>"],
    [
      "<!DOCTYPE html>\n<HTML lang='a>b'>\n <HEAD class=\"x>y\"><p>",
      "<!DOCTYPE html>\n<HTML lang='a>b'>\n <HEAD class=\"x>y\">|<p>",
    ],
    ["<!-- <head> --><html><!-- > --><head>x", "<!-- <head> --><html><!-- > --><head>|x"],
    ["<title>no head</title><p>", "|<title>no head</title><p>"],
    ["<html><body>no head", "<html>|<body>no head"],
    ["<header>not a head</header>", "|<header>not a head</header>"],
    ["  text", "  |text"],
    ["", "|"],
  ])("%j", (page, expected) => {
    expect(marked(page)).toBe(expected);
  });

  it("byteOrderMark_staysFirst", () => {
    expect(headAt(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes("<html><head>")]), true)).toBe(15);
  });

  it("cutAnywhere_waitsForMoreAndComesToTheSameEnd", () => {
    const page = "<!doctype html><!-- c --><html a='>'><head b>rest of the page";
    const end = page.indexOf("rest");
    for (let cut = 0; cut < page.length; cut++) {
      const at = headAt(bytes(page.slice(0, cut)));
      expect(at === -1 || at === end).toBe(true);
    }
    expect(headAt(bytes(page))).toBe(end);
  });
});

describe("splice", () => {
  it("everyChunking_givesTheSamePage", async () => {
    const page = `<!doctype html><html><head><title>ü</title></head><body>${"ö".repeat(50)}</body></html>`;
    const all = bytes(page);
    for (let size = 1; size < all.length; size += 7) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < all.length; at += size)
            controller.enqueue(all.slice(at, at + size));
          controller.close();
        },
      });
      const response = splice(new TransformStream(), new Response(body), "<i></i>");
      expect(await response.text()).toBe(page.replace("<head>", "<head><i></i>"));
    }
  });

  it("originThatBreaksOff_breaksThePageOffToo", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error("gone")),
    });
    await expect(splice(new TransformStream(), new Response(body), "x").text()).rejects.toThrow();
  });
});
