import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleX } from "lucide-react";
import { publication } from "../api/questions.ts";
import { edgeSentence, edgesAreWell } from "./edgeSentence.ts";

/** How the edges are; their page has the details. */
export function EdgeLine({ environment }: { environment: string }) {
  const { data } = useQuery(publication(environment));
  if (data === undefined) {
    return null;
  }
  const well = edgesAreWell(data);
  const Icon = well ? CircleCheck : CircleX;
  return (
    <Link
      to="/environments/$environment/edges"
      params={{ environment }}
      className="inline-flex items-center gap-2 text-13 hover:underline"
    >
      <Icon aria-hidden size={16} className={well ? "text-better" : "text-danger"} />
      {edgeSentence(data)}
    </Link>
  );
}
