// Visitors, in a process of their own: keep-alive connections that ask one page after another. HTTP is read no further
// than needed to know where an answer ends, so that visitors take little of the machine.
import { connect } from "node:net";

const AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");

class Connection {
  #socket;
  #bytes = Buffer.alloc(0);
  #answered;
  #failed;
  #asked = 0;
  #firstByte = 0;

  static async open(port) {
    const connection = new Connection();
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    connection.#socket = socket;
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    socket.on("data", (bytes) => connection.#read(bytes));
    const failed = (error) => connection.#failed?.(error ?? new Error("the connection was closed"));
    socket.on("error", failed).on("close", () => failed());
    return connection;
  }

  /** {firstByteMillis, millis} of the answer. */
  ask(path, cookie) {
    this.#bytes = Buffer.alloc(0);
    this.#firstByte = 0;
    this.#asked = performance.now();
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: ${AGENT}\r\nAccept: text/html\r\n` +
        `Accept-Language: en-GB\r\n${cookie ? `Cookie: ${cookie}\r\n` : ""}\r\n`,
    );
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
    });
  }

  #read(bytes) {
    this.#firstByte ||= performance.now();
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    if (!this.#isWhole()) return;
    if (!this.#bytes.subarray(0, 16).includes(" 200 ")) {
      this.#failed(new Error(this.#bytes.subarray(0, 200).toString()));
    }
    this.#answered({
      firstByteMillis: this.#firstByte - this.#asked,
      millis: performance.now() - this.#asked,
    });
  }

  #isWhole() {
    const head = this.#bytes.indexOf(HEAD_END);
    if (head < 0) return false;
    const length = this.#bytes
      .subarray(0, head)
      .toString("latin1")
      .match(/^content-length: *(\d+)/im)?.[1];
    return length === undefined
      ? this.#bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
      : this.#bytes.length >= head + HEAD_END.length + Number(length);
  }

  close() {
    this.#failed = undefined;
    this.#socket.destroy();
  }
}

/** As fast as `connections` visitors at a time are answered. */
async function visit({ port, path, cookies, requests, connections }) {
  let left = requests;
  const walk = async () => {
    const connection = await Connection.open(port);
    while (left-- > 0) await connection.ask(path, cookies[left % cookies.length]);
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, walk));
}

/** One request at a time, in turn to every place, with a pause before each; first bytes in milliseconds, by place. */
async function stroll({ places, requests, pauseMillis }) {
  const connections = await Promise.all(places.map(({ port }) => Connection.open(port)));
  const firstBytes = places.map(() => []);
  for (let i = 0; i < requests; i++) {
    // The order alternates, so that nobody always comes after the same neighbour.
    const order = i % 2 === 0 ? places.keys() : [...places.keys()].reverse();
    for (const place of order) {
      await new Promise((resolve) => setTimeout(resolve, pauseMillis));
      const { path, cookies } = places[place];
      const answer = await connections[place].ask(path, cookies[i % cookies.length]);
      firstBytes[place].push(answer.firstByteMillis);
    }
  }
  for (const connection of connections) connection.close();
  return firstBytes;
}

process.on("message", async ({ visits, strolls }) => {
  try {
    process.send({ done: visits ? await visit(visits) : await stroll(strolls) });
  } catch (error) {
    process.send({ error: error.message });
  }
});
process.on("disconnect", () => process.exit());
