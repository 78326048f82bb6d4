/** What the tests' environments are made of. */
export const GREETING = {
  key: "greeting",
  name: "Greeting",
  type: "string",
  on: true,
  variants: [
    { key: "plain", value: "Hello" },
    { key: "warm", value: "Hello, good to see you" },
  ],
  off: "plain",
  rules: [
    {
      id: "germany",
      when: { attribute: "country", operator: "equals", values: ["DE"] },
      serve: { variant: "warm" },
    },
  ],
  default: { variant: "plain" },
};

export const CREATE = { "if-none-match": "*" };

export function experimentOn(flag: string) {
  return {
    key: "wording",
    name: "Wording",
    flag,
    unit: "visitor",
    control: "plain",
    variants: [
      { variant: "plain", weight: 50_000 },
      { variant: "warm", weight: 50_000 },
    ],
    allocation: 100_000,
    metrics: [
      {
        key: "orders",
        name: "Orders",
        role: "goal",
        kind: "proportion",
        event: "order",
        direction: "increase",
      },
    ],
    status: "draft",
  };
}

export function routeWith(flag: string) {
  return { key: "home", name: "Home", pattern: "/", priority: 10, flags: [flag] };
}
