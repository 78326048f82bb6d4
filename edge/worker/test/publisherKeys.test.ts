import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publisherKeys } from "../local/publisherKeys.mjs";

/** A control plane as far as keys go. */
const server = createServer((request, response) => {
  if (request.headers.authorization !== "Bearer the-token") response.writeHead(401).end();
  else if (request.url === "/v1/environments/shop/publisher-keys") {
    response.end('{"keys":{"aabbccdd":"KEY="}}');
  } else if (request.url === "/v1/environments/empty/publisher-keys") response.end('{"keys":{}}');
  else response.writeHead(404).end();
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it("keysOfTheEnvironment_areThoseOfTheControlPlane", async () => {
  const control = { url: `${url}/`, token: "the-token" };
  expect(await publisherKeys(control, "shop")).toEqual({ aabbccdd: "KEY=" });
});

it("refusal_isToldWithTheAddressAndTheAnswer", async () => {
  await expect(publisherKeys({ url, token: "other" }, "shop")).rejects.toThrow(
    `--control == ${url}, answered 401 to GET /v1/environments/shop/publisher-keys`,
  );
  await expect(publisherKeys({ url, token: "the-token" }, "empty")).rejects.toThrow(
    `--control == ${url}, told no key of environment empty`,
  );
});

it("controlPlaneThatIsAway_isTold", async () => {
  await expect(
    publisherKeys({ url: "http://127.0.0.1:1", token: "the-token" }, "shop"),
  ).rejects.toThrow("--control == http://127.0.0.1:1, cannot be asked: ");
});
