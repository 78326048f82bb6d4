/** What can be asked of the log, by what it is about. */
export const ACTIONS: { about: string; actions: string[] }[] = [
  { about: "Definitions", actions: ofNoun("flag", "experiment", "route") },
  { about: "The edge", actions: ["publish", "kill", "unkill", "bypass", "unbypass", "preview"] },
  {
    about: "Alerts",
    actions: [
      "alert.acknowledge",
      "alert.silence",
      "alert.unsilence",
      "channel.create",
      "channel.delete",
    ],
  },
  {
    about: "Access",
    actions: [
      "account.create",
      "account.role",
      "account.password",
      "account.delete",
      "token.create",
      "token.rotate",
      "token.revoke",
    ],
  },
];

function ofNoun(...nouns: string[]): string[] {
  return nouns.flatMap((noun) => ["create", "change", "delete"].map((verb) => `${noun}.${verb}`));
}
