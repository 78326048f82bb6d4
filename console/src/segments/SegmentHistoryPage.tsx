import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { HistoryView } from "../history/HistoryView.tsx";
import { SegmentFrame } from "./SegmentFrame.tsx";

const FROM = "/environments/$environment/segments/$key/history";

export function SegmentHistoryPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  return (
    <SegmentFrame environment={environment} segmentKey={key}>
      {({ version }) => (
        <HistoryView
          place={{ environment, nouns: "segments", key }}
          present={version}
          search={search}
          onSearch={(next) => void navigate({ search: next })}
        />
      )}
    </SegmentFrame>
  );
}
