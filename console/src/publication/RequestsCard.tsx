import type { PublicationRequest } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { RequestItem } from "./RequestItem.tsx";

/** Who asked that the drafts be published: what is open, then what has ended. */
export function RequestsCard({
  environment,
  requests,
}: {
  environment: string;
  requests: PublicationRequest[];
}) {
  return (
    <Card title="Requests to publish">
      <ul className="divide-y divide-line">
        {requests.map((request) => (
          <RequestItem key={request.number} environment={environment} request={request} />
        ))}
      </ul>
    </Card>
  );
}

export function isOpen({ state }: PublicationRequest): boolean {
  return state === "waiting" || state === "approved";
}
