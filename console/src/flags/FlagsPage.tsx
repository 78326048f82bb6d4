import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import { flagsMatching } from "../api/lists.ts";
import { count } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Pager, PagerLink } from "../kit/Pager.tsx";
import { Search } from "../kit/Search.tsx";
import { FlagList } from "./FlagList.tsx";
import { NewFlagDialog } from "./NewFlagDialog.tsx";

const FROM = "/environments/$environment/flags";

export function FlagsPage() {
  const { environment } = useParams({ from: FROM });
  const { q = "", after } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const may = useMay("editor");
  const [making, setMaking] = useState(false);
  const asked = { ...(q !== "" && { q }), ...(after !== undefined && { after }) };
  const question = useQuery(flagsMatching(environment, asked));
  const words = q === "" ? {} : { q };
  return (
    <Page
      title="Flags"
      beside={
        <div className="flex w-full flex-wrap gap-2 sm:w-auto">
          <Search
            label="Find a flag"
            text={q}
            onText={(text) =>
              void navigate({ search: text === "" ? {} : { q: text }, replace: true })
            }
          />
          {may && (
            <Button look="primary" onClick={() => setMaking(true)}>
              <Plus aria-hidden size={15} />
              New flag…
            </Button>
          )}
        </div>
      }
    >
      <Card title={question.data ? titleOf(question.data.total, q) : "Flags"}>
        <Loaded question={question}>
          {({ flags: found, next }) =>
            found.length === 0 ? (
              q === "" ? (
                <Empty title="No flag yet">
                  A flag is a value that can differ from visitor to visitor.{" "}
                  {may && "Make the first one with New flag."}
                </Empty>
              ) : (
                <Empty title="No flag matches">
                  Nothing has “{q}” in its key, name, description, tags or owner.
                </Empty>
              )
            ) : (
              <>
                <FlagList environment={environment} entries={found} />
                <Pager>
                  {after !== undefined && (
                    <PagerLink from={FROM} to="." search={words}>
                      The first
                    </PagerLink>
                  )}
                  {next !== undefined && (
                    <PagerLink from={FROM} to="." search={{ ...words, after: next }}>
                      More
                    </PagerLink>
                  )}
                </Pager>
              </>
            )
          }
        </Loaded>
      </Card>
      {making && <NewFlagDialog environment={environment} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function titleOf(total: number, q: string): string {
  const flags = total === 1 ? "1 flag" : `${count(total)} flags`;
  return q === "" ? flags : `${flags} with “${q}”`;
}
