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
