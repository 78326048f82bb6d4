// The workload's flags as GrowthBook's features.
/** From flags' documents to a payload; versions, ends and splits in its own words. */
export function features(flags) {
  return Object.fromEntries(flags.map((flag) => [flag.key, feature(flag)]));
}

function feature(flag) {
  const rules = (flag.rules ?? []).map((rule) => ({
    condition: condition(rule.when),
    force: rule.serve.variant,
  }));
  const { variant, split } = flag.default;
  if (variant !== undefined) return { defaultValue: variant, rules };
  rules.push({
    variations: split.map((share) => share.variant),
    weights: split.map((share) => share.weight / 100_000),
    hashAttribute: "id",
  });
  return { defaultValue: split[0].variant, rules };
}

function condition(when) {
  return Object.assign({}, ...(when.all ?? [when]).map(clause));
}

function clause({ attribute, operator, values }) {
  const [value] = values;
  switch (operator) {
    case "equals":
      return { [attribute]: value };
    case "in":
      return { [attribute]: { $in: values } };
    case "endsWith":
      return { [attribute]: { $regex: `${value.replaceAll(".", "\\.")}$` } };
    case "greaterThan":
      return { [attribute]: { $gt: value } };
    case "versionGreaterOrEqual":
      return { [attribute]: { $vgte: value } };
    default:
      throw new Error(`operator == ${operator}`);
  }
}
