import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { kills, publication } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { BypassCard } from "./BypassCard.tsx";
import { EdgeStatus } from "./EdgeStatus.tsx";
import { EdgesCard } from "./EdgesCard.tsx";

/** Whether every edge runs what it should, and the switch for all of it. */
export function EdgesPage() {
  const { environment } = useParams({ from: "/environments/$environment/edges" });
  const question = useQuery(publication(environment));
  const killed = useQuery(kills(environment));
  return (
    <Page title="Edge health">
      <Card title="Now">
        <Loaded question={question} lines={2}>
          {(state) => <EdgeStatus publication={state} global={killed.data?.global} />}
        </Loaded>
      </Card>
      {question.data && <EdgesCard publication={question.data} />}
      <Loaded question={killed} lines={2}>
        {(list) => <BypassCard environment={environment} kills={list} />}
      </Loaded>
    </Page>
  );
}
