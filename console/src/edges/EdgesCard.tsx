import type { Publication } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { useAge } from "../kit/useAge.ts";
import { useWide } from "../kit/useWide.ts";
import { EdgeCards } from "./EdgeCards.tsx";
import { EdgeTable } from "./EdgeTable.tsx";

const EPOCH = 0;

/** What each edge runs. It is made anew by the stream of changes; only the ages tick by themselves. */
export function EdgesCard({ publication }: { publication: Publication }) {
  const now = useAge(EPOCH);
  const Edges = useWide() ? EdgeTable : EdgeCards;
  return (
    <Card title="Edges">
      {publication.edges.length === 0 ? (
        <Empty title="No edge is known">
          Start the control plane with <code>--edge</code> and the address of one, or with{" "}
          <code>--kv</code> and a namespace of Workers KV.
        </Empty>
      ) : (
        <>
          <Edges publication={publication} now={now} />
          <p className="border-line border-t px-4 py-2.5 text-12 text-muted sm:px-5">
            Took: from publishing or killing until the edge had confirmed it. An edge is heard when
            it is sent something.
          </p>
        </>
      )}
    </Card>
  );
}
