import { Link } from "@tanstack/react-router";
import {
  CircleSlash,
  CircleStop,
  Clock3,
  type LucideIcon,
  OctagonAlert,
  PencilLine,
  ThumbsDown,
  ThumbsUp,
  TriangleAlert,
} from "lucide-react";
import type { Decision, Results } from "../api/documents.ts";
import { KillButton } from "../kill/KillControl.tsx";
import { Arms } from "./Arms.tsx";
import { GoalGlance } from "./GoalGlance.tsx";
import { TrustChecklist } from "./TrustChecklist.tsx";

type Look = { word: string; icon: LucideIcon; edge: string; text: string };

const CALM = { edge: "border-s-line-strong", text: "text-muted" };
const ALARM = { edge: "border-s-danger", text: "text-danger" };
const LOOKS: Record<Decision["code"], Look> = {
  draft: { word: "Draft", icon: PencilLine, ...CALM },
  collecting: { word: "Collecting", icon: Clock3, ...CALM },
  keep_running: { word: "Keep running", icon: Clock3, ...CALM },
  ship: { word: "Ship", icon: ThumbsUp, edge: "border-s-better", text: "text-better" },
  roll_back: { word: "Roll back", icon: ThumbsDown, edge: "border-s-worse", text: "text-worse" },
  your_call: { word: "Your call", icon: TriangleAlert, edge: "border-s-warn", text: "text-warn" },
  do_not_trust: { word: "Do not trust yet", icon: OctagonAlert, ...ALARM },
  killed: { word: "Killed", icon: CircleSlash, ...ALARM },
  stopped: { word: "Stopped", icon: CircleStop, ...CALM },
};

/** What to do, in the server's sentence, beside why it may be believed. */
export function DecisionCard({ environment, results }: { environment: string; results: Results }) {
  const { decision, health } = results;
  const { edge } = LOOKS[decision.code];
  return (
    <section
      aria-label="Decision"
      className={`grid overflow-clip rounded-lg border border-line border-s-4 bg-surface md:grid-cols-[minmax(0,1fr)_22rem] ${edge}`}
    >
      <div className="flex flex-col gap-3 p-5 sm:p-6">
        <Headline decision={decision} look={LOOKS[decision.code]} />
        <p className="max-w-prose text-14 text-muted">{decision.text}</p>
        <GoalGlance results={results} />
        <RecommendedAction environment={environment} results={results} />
        <Arms results={results} />
      </div>
      <TrustChecklist health={health} />
    </section>
  );
}

/** The kind of advice above the sentence, unless the sentence begins with it. */
function Headline({ decision, look }: { decision: Decision; look: Look }) {
  const { word, icon: Icon, text } = look;
  const said = decision.headline.toLowerCase().startsWith(word.toLowerCase());
  const alarming = decision.code === "do_not_trust";
  return (
    <>
      {!said && (
        <p
          className={`flex items-center gap-2 font-semibold text-12 uppercase tracking-wide ${text}`}
        >
          <Icon aria-hidden size={16} />
          {word}
        </p>
      )}
      <h2
        className={`flex items-center gap-2.5 text-balance font-semibold text-20 leading-tight tracking-tight sm:text-24 ${alarming ? "text-danger" : ""}`}
      >
        {said && <Icon aria-hidden size={24} className={`shrink-0 ${text}`} />}
        {decision.headline}
      </h2>
    </>
  );
}

function RecommendedAction({ environment, results }: { environment: string; results: Results }) {
  const { decision, flag } = results;
  if (decision.code === "roll_back") {
    return (
      <div>
        <KillButton environment={environment} flag={flag} killed={results.killed === true} />
      </div>
    );
  }
  if (decision.code === "ship") {
    return (
      <div>
        <Link
          to="/environments/$environment/flags/$key"
          params={{ environment, key: flag }}
          className="inline-flex min-h-9 items-center rounded-sm border border-accent bg-accent px-3 font-medium text-13 text-on-accent"
        >
          Open the flag {flag}
        </Link>
      </div>
    );
  }
  return null;
}
