import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { flags } from "../api/questions.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Search } from "../kit/Search.tsx";
import { FlagList } from "./FlagList.tsx";
import { matching } from "./matching.ts";

const FROM = "/environments/$environment/flags";

export function FlagsPage() {
  const { environment } = useParams({ from: FROM });
  const { q = "" } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const question = useQuery(flags(environment));
  return (
    <Page
      title="Flags"
      beside={
        <Search
          label="Find a flag"
          text={q}
          onText={(text) =>
            void navigate({ search: text === "" ? {} : { q: text }, replace: true })
          }
        />
      }
    >
      <Card title={question.data ? `${question.data.flags.length} flags` : "Flags"}>
        <Loaded question={question}>
          {({ flags: all }) => {
            if (all.length === 0) {
              return (
                <Empty title="No flag yet">
                  Create the first one with PUT /v1/environments/{environment}/flags/your-key.
                </Empty>
              );
            }
            const found = matching(all, q);
            return found.length === 0 ? (
              <Empty title="No flag matches">Nothing has “{q}” in its key, name or type.</Empty>
            ) : (
              <FlagList environment={environment} entries={found} />
            );
          }}
        </Loaded>
      </Card>
    </Page>
  );
}
