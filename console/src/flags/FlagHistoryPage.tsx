import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { HistoryView } from "../history/HistoryView.tsx";
import { FlagFrame } from "./FlagFrame.tsx";

const FROM = "/environments/$environment/flags/$key/history";

export function FlagHistoryPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  return (
    <FlagFrame environment={environment} flagKey={key}>
      {({ version }) => (
        <HistoryView
          place={{ environment, nouns: "flags", key }}
          present={version}
          search={search}
          onSearch={(next) => void navigate({ search: next })}
        />
      )}
    </FlagFrame>
  );
}
