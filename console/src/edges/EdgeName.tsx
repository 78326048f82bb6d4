import type { EdgeState } from "../api/documents.ts";

const KV = "kv:";

/** An address, or a namespace of Workers KV, with what is wrong there. */
export function EdgeName({ edge: { edge, error } }: { edge: EdgeState }) {
  const kv = edge.startsWith(KV);
  return (
    <div className="min-w-0">
      <div className="break-all font-medium">{kv ? edge.slice(KV.length) : edge}</div>
      {kv && <div className="text-12 text-muted">Namespace of Workers KV</div>}
      {error && <div className="break-words text-12 text-danger">{error}</div>}
    </div>
  );
}
