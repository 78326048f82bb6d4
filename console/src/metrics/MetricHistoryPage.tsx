import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { HistoryView } from "../history/HistoryView.tsx";
import { MetricFrame } from "./MetricFrame.tsx";

const FROM = "/environments/$environment/metrics/$key/history";

export function MetricHistoryPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  return (
    <MetricFrame environment={environment} metricKey={key}>
      {({ version }) => (
        <HistoryView
          place={{ environment, nouns: "metrics", key }}
          present={version}
          search={search}
          onSearch={(next) => void navigate({ search: next })}
        />
      )}
    </MetricFrame>
  );
}
