// The control plane's public keys, asked of it once at the start.

const BUDGET_MILLIS = 5_000;

/**
 * By kid, as the Worker wants them.
 *
 * @param {{ url: string, token: string }} control
 * @param {string} environment
 * @returns {Promise<Record<string, string>>}
 */
export async function publisherKeys({ url, token }, environment) {
  const path = `/v1/environments/${encodeURIComponent(environment)}/publisher-keys`;
  const response = await ask(url.replace(/\/+$/, "") + path, token, url);
  if (!response.ok) {
    throw new Error(`--control == ${url}, answered ${response.status} to GET ${path}`);
  }
  const { keys } = await response.json();
  if (typeof keys !== "object" || keys === null || Object.keys(keys).length === 0) {
    throw new Error(`--control == ${url}, told no key of environment ${environment}`);
  }
  return keys;
}

async function ask(address, token, url) {
  try {
    return await fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(BUDGET_MILLIS),
    });
  } catch (error) {
    throw new Error(
      `--control == ${url}, cannot be asked: ${error.cause?.message ?? error.message}`,
    );
  }
}
