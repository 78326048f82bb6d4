import type { UseQueryResult } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CloudUpload, Plus } from "lucide-react";
import { useMay } from "../access/useMay.ts";
import { count } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Chip } from "../kit/Chip.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Pager, PagerLink } from "../kit/Pager.tsx";
import { Search } from "../kit/Search.tsx";
import type { PagedSearch } from "../router.tsx";

/** How a list names one of its documents. */
export type Item = { key: string; name: string | undefined; sentence: string; published: boolean };

const WORDS = {
  segments: { title: "Segments", one: "segment" },
  metrics: { title: "Metrics", one: "metric" },
} as const;

/** All segments, or all metrics, a page at a time. */
export function SharedList<Answer extends { total: number; next?: string }>({
  environment,
  nouns,
  search: { q = "", after },
  question,
  items,
  what,
  onNew,
}: {
  environment: string;
  nouns: keyof typeof WORDS;
  search: PagedSearch;
  question: UseQueryResult<Answer, Error>;
  items: (answer: Answer) => Item[];
  /** What such a document is good for, while there is none. */
  what: string;
  onNew: () => void;
}) {
  const navigate = useNavigate();
  const may = useMay("editor");
  const { title, one } = WORDS[nouns];
  const to = `/environments/$environment/${nouns}` as const;
  const words = q === "" ? {} : { q };
  return (
    <Page
      title={title}
      beside={
        <div className="flex w-full flex-wrap gap-2 sm:w-auto">
          <Search
            label={`Find a ${one}`}
            text={q}
            onText={(text) =>
              void navigate({
                to,
                params: { environment },
                search: text === "" ? {} : { q: text },
                replace: true,
              })
            }
          />
          {may && (
            <Button look="primary" onClick={onNew}>
              <Plus aria-hidden size={15} />
              New {one}…
            </Button>
          )}
        </div>
      }
    >
      <Card
        title={
          question.data
            ? `${count(question.data.total)} ${question.data.total === 1 ? one : nouns}`
            : title
        }
      >
        <Loaded question={question}>
          {(answer) => {
            const found = items(answer);
            return found.length === 0 ? (
              q === "" ? (
                <Empty title={`No ${one} yet`}>{what}</Empty>
              ) : (
                <Empty title={`No ${one} matches`}>
                  Nothing has “{q}” in its key, name or description.
                </Empty>
              )
            ) : (
              <>
                <ul className="divide-y divide-line">
                  {found.map((item) => (
                    <li
                      key={item.key}
                      className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 sm:px-5"
                    >
                      <div className="min-w-0 flex-1 basis-56">
                        <Link
                          to={`/environments/$environment/${nouns}/$key`}
                          params={{ environment, key: item.key }}
                          className="font-medium hover:underline"
                        >
                          {item.name ?? item.key}
                        </Link>
                        {item.name && (
                          <div className="break-all text-12 text-muted">{item.key}</div>
                        )}
                      </div>
                      <p className="min-w-0 flex-[2] basis-72 break-words text-13 text-muted">
                        {item.sentence}
                      </p>
                      {!item.published && (
                        <Chip tone="warn" icon={CloudUpload}>
                          Unpublished
                        </Chip>
                      )}
                    </li>
                  ))}
                </ul>
                <Pager>
                  {after !== undefined && (
                    <PagerLink to={to} params={{ environment }} search={words}>
                      The first
                    </PagerLink>
                  )}
                  {answer.next !== undefined && (
                    <PagerLink
                      to={to}
                      params={{ environment }}
                      search={{ ...words, after: answer.next }}
                    >
                      More
                    </PagerLink>
                  )}
                </Pager>
              </>
            );
          }}
        </Loaded>
      </Card>
    </Page>
  );
}
