import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { publication } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { EdgeList } from "./EdgeList.tsx";
import { PendingList } from "./PendingList.tsx";
import { PublishButton } from "./PublishButton.tsx";
import { PublishedFacts } from "./PublishedFacts.tsx";

export function PublicationPage() {
  const { environment } = useParams({ from: "/environments/$environment/publication" });
  const question = useQuery(publication(environment));
  const state = question.data;
  return (
    <Page
      title="Publication"
      beside={
        <PublishButton environment={environment} disabled={!state || state.pending.length === 0} />
      }
    >
      <Card title="Published">
        <Loaded question={question} lines={1}>
          {(loaded) => <PublishedFacts publication={loaded} />}
        </Loaded>
      </Card>
      {state && (
        <>
          <Card title="Not published yet">
            {state.pending.length === 0 ? (
              <Empty title="Nothing waits">The edge has every draft of {environment}.</Empty>
            ) : (
              <PendingList environment={environment} pending={state.pending} />
            )}
          </Card>
          <Card title="Edges">
            {state.edges.length === 0 ? (
              <Empty title="No edge has reported yet">
                An edge appears here once the control plane has sent it a revision.
              </Empty>
            ) : (
              <div className="px-4 sm:px-5">
                <EdgeList edges={state.edges} />
              </div>
            )}
          </Card>
        </>
      )}
    </Page>
  );
}
