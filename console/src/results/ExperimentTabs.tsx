import { Tab, Tabs } from "../kit/Tabs.tsx";

export function ExperimentTabs({
  environment,
  experiment,
}: {
  environment: string;
  experiment: string;
}) {
  const params = { environment, key: experiment };
  return (
    <Tabs label="Parts of the experiment">
      <Tab
        to="/environments/$environment/experiments/$key"
        params={params}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        Results
      </Tab>
      <Tab to="/environments/$environment/experiments/$key/history" params={params}>
        History
      </Tab>
      <Tab
        to="/environments/$environment/preview"
        params={{ environment }}
        search={{ experiment }}
        activeOptions={{ includeSearch: false }}
      >
        Preview & QA
      </Tab>
    </Tabs>
  );
}
