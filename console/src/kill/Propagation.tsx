import { useQuery } from "@tanstack/react-query";
import { CircleCheck, LoaderCircle } from "lucide-react";
import { kills } from "../api/questions.ts";
import { Failure } from "../kit/Failure.tsx";
import { EdgeList } from "../publication/EdgeList.tsx";
import { appliedEverywhere, propagationSentence } from "./propagation.ts";

const UNTIL_APPLIED_REFETCH_MILLIS = 500;

/** The newest kill list on its way to the edges, live. */
export function Propagation({ environment }: { environment: string }) {
  const { data, error } = useQuery({
    ...kills(environment),
    refetchInterval: ({ state }) =>
      state.data && appliedEverywhere(state.data) ? false : UNTIL_APPLIED_REFETCH_MILLIS,
  });
  if (data === undefined) {
    return error && <Failure error={error} />;
  }
  const done = appliedEverywhere(data);
  const Icon = done ? CircleCheck : LoaderCircle;
  return (
    <div className="space-y-3">
      <p role="status" className="flex items-center gap-2 font-medium">
        <Icon
          aria-hidden
          size={18}
          className={done ? "text-better" : "text-muted motion-safe:animate-spin"}
        />
        <span className="first-letter:uppercase">{propagationSentence(data)}</span>
      </p>
      <EdgeList edges={data.edges} />
    </div>
  );
}
