import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { route } from "../api/questions.ts";
import { time } from "../fmt.ts";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { HistoryView } from "./HistoryView.tsx";

const FROM = "/environments/$environment/routes/$key/history";

export function RouteHistoryPage() {
  const { environment, key } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(route(environment, key));
  return (
    <Page title={question.data?.route.name ?? key} above={<>Routes / {key}</>}>
      <Loaded question={question} lines={8}>
        {(loaded) => (
          <>
            <p className="text-13 text-muted">
              <code className="break-all">{loaded.route.pattern}</code> · version {loaded.version},
              changed {time(loaded.updatedAt)} by {loaded.updatedBy}
            </p>
            <HistoryView
              place={{ environment, nouns: "routes", key }}
              present={loaded.version}
              search={search}
              onSearch={(next) => void navigate({ search: next })}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
