import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { policy, requests, review } from "../api/publishing.ts";
import { publication } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { ChangesCard } from "./ChangesCard.tsx";
import { EdgeList } from "./EdgeList.tsx";
import { FreezeNote } from "./FreezeNote.tsx";
import { freezeAt } from "./freeze.ts";
import { PublishActions } from "./PublishActions.tsx";
import { PublishedFacts } from "./PublishedFacts.tsx";
import { ReplayCard } from "./ReplayCard.tsx";
import { RequestsCard } from "./RequestsCard.tsx";
import { WarningsCard } from "./WarningsCard.tsx";

export function PublicationPage() {
  const { environment } = useParams({ from: "/environments/$environment/publication" });
  const question = useQuery(publication(environment));
  const reviewed = useQuery(review(environment));
  const { data: asked } = useQuery(policy(environment));
  const { data: made } = useQuery(requests(environment));
  const state = question.data;
  const freeze = freezeAt(asked?.policy, Date.now());
  return (
    <Page
      title="Publication"
      beside={
        <PublishActions
          environment={environment}
          waits={state !== undefined && state.pending.length > 0}
        />
      }
    >
      {freeze && <FreezeNote freeze={freeze} />}
      <Loaded question={reviewed} lines={6}>
        {({ replay, warnings, differences }) =>
          differences.length === 0 ? (
            <Card title="Not published yet">
              <Empty title="Nothing waits">The edge has every draft of {environment}.</Empty>
            </Card>
          ) : (
            <>
              <ReplayCard environment={environment} replay={replay} />
              {warnings.length > 0 && <WarningsCard warnings={warnings} />}
              <ChangesCard environment={environment} differences={differences} />
            </>
          )
        }
      </Loaded>
      {made && made.requests.length > 0 && (
        <RequestsCard environment={environment} requests={made.requests} />
      )}
      <Card title="Published">
        <Loaded question={question} lines={1}>
          {(loaded) => <PublishedFacts publication={loaded} />}
        </Loaded>
      </Card>
      {state && (
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
      )}
    </Page>
  );
}
