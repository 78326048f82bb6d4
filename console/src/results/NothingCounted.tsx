import { Link } from "@tanstack/react-router";
import type { Results } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";

/** Names the step that is missing before there can be a result. */
export function NothingCounted({
  environment,
  results,
}: {
  environment: string;
  results: Results;
}) {
  const draft = results.status === "draft";
  return (
    <Card title="No result yet">
      <Empty title={draft ? "The experiment has not started" : "No visitor has been counted"}>
        {draft ? (
          <>
            Set its status to running, then{" "}
            <Link
              to="/environments/$environment/publication"
              params={{ environment }}
              className="underline underline-offset-2"
            >
              publish
            </Link>
            .
          </>
        ) : (
          <ol className="list-inside list-decimal text-start">
            <li>Is the revision with this experiment at the edge? See Publication.</li>
            <li>Does a route that visitors open name the flag {results.flag}?</li>
            <li>Does the page load the client? It reports who saw a variant.</li>
          </ol>
        )}
      </Empty>
    </Card>
  );
}
