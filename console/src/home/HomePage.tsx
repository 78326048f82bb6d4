import { useParams } from "@tanstack/react-router";
import { Page } from "../kit/Page.tsx";
import { EdgeLine } from "./EdgeLine.tsx";
import { NeedsYou } from "./NeedsYou.tsx";
import { RecentChanges } from "./RecentChanges.tsx";
import { RunningExperiments } from "./RunningExperiments.tsx";

export function HomePage() {
  const { environment } = useParams({ from: "/environments/$environment/home" });
  return (
    <Page title="Home" beside={<EdgeLine environment={environment} />}>
      <NeedsYou environment={environment} />
      <RunningExperiments environment={environment} />
      <RecentChanges environment={environment} />
    </Page>
  );
}
