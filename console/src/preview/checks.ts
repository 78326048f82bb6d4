import type { EdgeState, Pending, Publication, Serve } from "../api/documents.ts";
import type { Subject, Surroundings } from "./subject.ts";

export type PreviewCheck = {
  about: "snapshot" | "flag" | "experiment" | "route" | "edge";
  state: "ok" | "warning" | "failed";
  title: string;
  detail: string;
};

/** Whether a link would show what it says, in the order in which one would look. */
export function checksOf(subject: Subject, surroundings: Surroundings): PreviewCheck[] {
  return [
    inSnapshot(subject, surroundings.publication),
    served(subject),
    ...status(subject),
    onPages(subject, surroundings),
    atTheEdge(surroundings),
  ];
}

function inSnapshot({ flag, experiment }: Subject, publication: Publication): PreviewCheck {
  const about = "snapshot";
  const waiting = [
    ...pendingOf(publication, "flag", flag.flag.key),
    ...(experiment ? pendingOf(publication, "experiment", experiment.experiment.key) : []),
  ];
  const absent = waiting.find(({ change }) => change === "added");
  if (absent || publication.revision === 0) {
    const { noun, key } = absent ?? { noun: "flag", key: flag.flag.key };
    return {
      about,
      state: "failed",
      title: `The ${noun} ${key} is not in the snapshot`,
      detail: "Publish it first: edges know only what is published.",
    };
  }
  const [older] = waiting;
  return older
    ? {
        about,
        state: "warning",
        title: `The snapshot has an older version of the ${older.noun} ${older.key}`,
        detail: "Links show what is published, not the draft.",
      }
    : {
        about,
        state: "ok",
        title: "The snapshot has it",
        detail: `Revision ${publication.revision}, as it is drafted.`,
      };
}

function served({ flag, experiment }: Subject): PreviewCheck {
  const about = "flag";
  if (flag.state === "on") {
    return {
      about,
      state: "ok",
      title: "The flag is on",
      detail: flag.summary ?? "It is served by its rules.",
    };
  }
  const word = flag.state === "killed" ? "killed" : "off";
  return experiment
    ? {
        about,
        state: "failed",
        title: `The flag is ${word}`,
        detail: "Its experiment takes nobody then, and a link shows the off variant.",
      }
    : {
        about,
        state: "warning",
        title: `The flag is ${word}`,
        detail: "Visitors get the off variant; a link shows the variant all the same.",
      };
}

function status({ flag, experiment }: Subject): PreviewCheck[] {
  if (experiment === undefined) {
    return [];
  }
  const { key, status: is } = experiment.experiment;
  const serves = [...(flag.flag.rules ?? []).map(({ serve }) => serve), flag.flag.default];
  if (!serves.some((serve: Serve) => serve.experiment === key)) {
    return [
      {
        about: "experiment",
        state: "failed",
        title: `No rule of ${flag.flag.key} serves the experiment`,
        detail: "A link can only force a variant where a rule leads to the experiment.",
      },
    ];
  }
  return [
    {
      about: "experiment",
      state: "ok",
      title: `The experiment is ${is === "draft" ? "a draft" : is}`,
      detail:
        is === "running"
          ? "Who uses a link is not counted in it."
          : "It takes no visitor, and can be previewed all the same.",
    },
  ];
}

function onPages({ flag }: Subject, { uses }: Surroundings): PreviewCheck {
  const routes = uses.filter(({ noun }) => noun === "route").map(({ key }) => key);
  return routes.length === 0
    ? {
        about: "route",
        state: "warning",
        title: "No route names the flag",
        detail: `Then no page changes by ${flag.flag.key}; it can still be asked for by code.`,
      }
    : {
        about: "route",
        state: "ok",
        title: routes.length === 1 ? "A route names the flag" : "Routes name the flag",
        detail: `The path has to match ${routes.join(" or ")}.`,
      };
}

function atTheEdge({ publication, kills }: Surroundings): PreviewCheck {
  const about = "edge";
  const edge = publication.edges.find(isAddress);
  if (edge === undefined) {
    return {
      about,
      state: "failed",
      title: "No edge is known",
      detail: "A link is only path and query then: put the site's address before it.",
    };
  }
  if (kills.global === "bypass") {
    return {
      about,
      state: "failed",
      title: "Everything is turned off",
      detail: "Edges are plain proxies, and no preview is shown until the bypass ends.",
    };
  }
  switch (edge.state) {
    case "current":
      return { about, state: "ok", title: "The edge is current", detail: edge.edge };
    case "behind":
      return {
        about,
        state: "warning",
        title: "The edge is behind",
        detail: `${edge.edge} does not have the newest revision yet.`,
      };
    case "unreachable":
      return {
        about,
        state: "failed",
        title: "The edge cannot be reached",
        detail: `${edge.edge}${edge.error ? `: ${edge.error}` : ""}`,
      };
  }
}

/** A place in KV is no address that a browser could open. */
function isAddress({ edge }: EdgeState): boolean {
  return /^https?:/.test(edge);
}

function pendingOf({ pending }: Publication, noun: Pending["noun"], key: string): Pending[] {
  return pending.filter((each) => each.noun === noun && each.key === key);
}
