/**
 * Adds to the beginning of a page's head without parsing the page: what comes before the head is skipped by its few forms,
 * and the rest passes as it is. For pages with nothing to edit or to look for, of which parsing is most of the cost.
 */

/** Where pages of this size or of none stated begin to be worth it; making a stream costs as much as parsing less. */
export const WORTH_BYTES = 24_576;
/** What stands before a head is short; a page where it is not gets nothing added. */
const MOST_BYTES = 65_536;

export interface Pipe {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/** Headers stay; the caller drops the length. */
export function splice(pipe: Pipe, response: Response, text: string): Response {
  const { body } = response;
  if (!body) return response;
  pump(pipe.writable, body, text).catch((error) => console.error(`page: ${error}`));
  return new Response(pipe.readable, response);
}

async function pump(
  writable: WritableStream<Uint8Array>,
  body: ReadableStream<Uint8Array>,
  text: string,
): Promise<void> {
  const reader = body.getReader();
  const writer = writable.getWriter();
  let seen = new Uint8Array(0);
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (value) seen = seen.length === 0 ? new Uint8Array(value) : joined(seen, value);
      const at = headAt(seen, done);
      if (at >= 0) {
        const added = new TextEncoder().encode(text);
        await writer.write(joined(seen.subarray(0, at), added, seen.subarray(at)));
        break;
      }
      if (done || seen.length > MOST_BYTES) {
        if (seen.length > 0) await writer.write(seen);
        break;
      }
    }
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
  reader.releaseLock();
  if (ended) {
    await writer.close();
  } else {
    writer.releaseLock();
    await body.pipeTo(writable);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Where the content of the head begins, in UTF-8; -1 when more has to be seen. Before it come white space, comments, a
 * doctype and the tag of the document; where anything else comes first, parsers open the head right there.
 */
export function headAt(bytes: Uint8Array, whole = false): number {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, MOST_BYTES));
  let at = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    const rest = text.slice(at, at + 6).toLowerCase();
    const open = whole ? at : -1;
    // What is cut off could still become one of these.
    if (rest.length < 6 && !whole) return -1;
    if (rest.startsWith("<!--")) {
      const end = text.indexOf("-->", at + 4);
      if (end < 0) return open;
      at = end + 3;
    } else if (rest.startsWith("<!")) {
      const end = text.indexOf(">", at);
      if (end < 0) return open;
      at = end + 1;
    } else if (/^<html[\s>]/.test(rest)) {
      const end = tagEnd(text, at);
      if (end < 0) return open;
      at = end;
    } else if (/^<head[\s>]/.test(rest)) {
      const end = tagEnd(text, at);
      return end < 0 ? open : end;
    } else {
      return at;
    }
  }
}

/** Behind the tag that begins there; -1 when its end is not seen. An attribute's value may hold a bracket. */
function tagEnd(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return at + 1;
  }
  return -1;
}
