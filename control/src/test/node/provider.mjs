// A certified OpenID provider for OidcTest, in memory, with its own pages to log in and to consent. It prints its
// address. Beside the provider's paths: /test/groups/NAME and /test/forge/WHAT, by PUT with a body, and /test/rotation.
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import Provider from "oidc-provider";

const { clients, idTokenClaims } = JSON.parse(process.argv[2]);
const port = Number(process.argv[3] ?? 0);
const groups = new Map();
let forgery = "";
let keyNumber = 0;
let key;
let answer;

const server = createServer((request, response) => {
  if (request.url.startsWith("/test/")) {
    void steer(request, response);
  } else {
    answer(request, response);
  }
});
process.stdin.on("end", () => process.exit()).resume(); // whoever started it is gone
server.listen(port, "127.0.0.1", async () => {
  await rotate();
  console.log(issuer());
});

function issuer() {
  return `http://127.0.0.1:${server.address().port}`;
}

async function steer(request, response) {
  const [, , what, name] = request.url.split("/");
  const chunks = await request.toArray();
  if (what === "groups") {
    groups.set(name, JSON.parse(Buffer.concat(chunks).toString()));
  } else if (what === "forge") {
    forgery = name;
  } else {
    await rotate();
  }
  response.end();
}

/** Another key, and nothing of what was before. */
async function rotate() {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  key = privateKey;
  const kid = `key-${++keyNumber}`;
  const provider = new Provider(issuer(), {
    clients,
    jwks: { keys: [{ ...(await exportJWK(key)), kid, alg: "ES256", use: "sig" }] },
    claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
    conformIdTokenClaims: !idTokenClaims,
    cookies: { keys: ["only of a test"] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id.split(".").at(-1), groups: groups.get(id) }),
    }),
  });
  provider.use(async (context, next) => {
    await next();
    if (forgery !== "" && context.path === "/token" && context.body?.id_token !== undefined) {
      context.body.id_token = await forged(context.body.id_token, kid);
      forgery = "";
    }
  });
  answer = provider.callback();
}

/** The same token, but for what the test is about. */
async function forged(token, kid) {
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
  const sign = (change, by = key, header = { alg: "ES256", kid }) =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader(header).sign(by);
  switch (forgery) {
    case "key":
      return sign({}, (await generateKeyPair("ES256")).privateKey);
    case "none":
      return new UnsecuredJWT(claims).encode();
    case "hmac":
      return sign({}, Buffer.from(clients[0].client_secret), { alg: "HS256" });
    case "payload":
      return changedPayload(token, { ...claims, sub: "somebody-else" });
    case "audience":
      return sign({ aud: "another-client" });
    case "party":
      return sign({ aud: [claims.aud, "another-client"], azp: "another-client" });
    case "several":
      return sign({ aud: [claims.aud, "another-client"] });
    case "issuer":
      return sign({ iss: "https://elsewhere.example" });
    case "nonce":
      return sign({ nonce: "another-nonce" });
    case "expired":
      return sign({ iat: claims.iat - 7200, exp: claims.exp - 7200 });
    case "future":
      return sign({ iat: claims.iat + 7200, exp: claims.exp + 7200 });
    default:
      throw new Error(`forgery ${forgery} is not known`);
  }
}

function changedPayload(token, claims) {
  const [header, , signature] = token.split(".");
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}
