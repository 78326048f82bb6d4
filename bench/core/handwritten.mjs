// The same decisions as the engine's, written by hand in JavaScript as a yardstick: every condition becomes a closure.
// Knows only what the workload uses. Answers in the packed form that the Worker reads.
const RULE = 3 << 8;
const SPLIT = 4 << 8;
const DEFAULT = 0;

/** From a flag's document to a function (unit, attributes) -> packed decision. */
export function compile(flag) {
  const rules = (flag.rules ?? []).map((rule, i) => ({
    holds: condition(rule.when),
    packed: position(flag, rule.serve.variant) | RULE | ((i + 1) << 12),
  }));
  const otherwise = serve(flag);
  return (unit, attributes) => {
    for (let i = 0; i < rules.length; i++) {
      if (rules[i].holds(attributes)) return rules[i].packed;
    }
    return otherwise(unit);
  };
}

function position(flag, key) {
  return flag.variants.findIndex((variant) => variant.key === key);
}

function serve(flag) {
  const { variant, split } = flag.default;
  if (variant !== undefined) {
    const packed = position(flag, variant) | DEFAULT;
    return () => packed;
  }
  let end = 0;
  const shares = split.map((share) => {
    end += share.weight;
    return { end, packed: position(flag, share.variant) | SPLIT };
  });
  const salt = `${flag.key}\u001f`;
  return (unit) => {
    const bucket = Math.floor((murmur3(salt, unit) * 100_000) / 0x1_0000_0000);
    for (let i = 0; i < shares.length; i++) {
      if (bucket < shares[i].end) return shares[i].packed;
    }
    throw new Error("weights do not sum");
  };
}

function condition(when) {
  if (when.all) {
    const parts = when.all.map(condition);
    return (attributes) => {
      for (let i = 0; i < parts.length; i++) {
        if (!parts[i](attributes)) return false;
      }
      return true;
    };
  }
  const { attribute, operator, values } = when;
  const [value] = values;
  switch (operator) {
    case "equals":
      return (attributes) => attributes[attribute] === value;
    case "in":
      return (attributes) => values.includes(attributes[attribute]);
    case "endsWith":
      return (attributes) => {
        const seen = attributes[attribute];
        return typeof seen === "string" && seen.endsWith(value);
      };
    case "greaterThan":
      return (attributes) => {
        const seen = attributes[attribute];
        return typeof seen === "number" && seen > value;
      };
    case "versionGreaterOrEqual": {
      const wanted = value.split(".").map(Number);
      return (attributes) => {
        const seen = attributes[attribute];
        return typeof seen === "string" && atLeast(seen, wanted);
      };
    }
    default:
      throw new Error(`operator == ${operator}`);
  }
}

/** Whether a release such as 4.8.0 is one and not before the wanted one; the workload has no others. */
function atLeast(text, wanted) {
  let order = 0;
  let at = 0;
  for (let part = 0; part < 3; part++) {
    const start = at;
    let number = 0;
    for (let c = text.charCodeAt(at); c >= 48 && c <= 57; c = text.charCodeAt(at)) {
      number = number * 10 + c - 48;
      at++;
    }
    if (at === start || (part < 2 && text.charCodeAt(at++) !== 46)) return false;
    if (order === 0) order = number - wanted[part];
  }
  return at === text.length && order >= 0;
}

/** Murmur3, x86, 32 bit, seed 0, unsigned, over two ASCII texts as if joined. */
function murmur3(salt, unit) {
  const length = salt.length + unit.length;
  const whole = length & ~3;
  let hash = 0;
  for (let i = 0; i < whole; i += 4) {
    hash ^= scramble(
      octet(salt, unit, i) |
        (octet(salt, unit, i + 1) << 8) |
        (octet(salt, unit, i + 2) << 16) |
        (octet(salt, unit, i + 3) << 24),
    );
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let i = length - 1; i >= whole; i--) rest = (rest << 8) | octet(salt, unit, i);
  hash ^= scramble(rest) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function octet(salt, unit, i) {
  return i < salt.length ? salt.charCodeAt(i) : unit.charCodeAt(i - salt.length);
}

function scramble(block) {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}
