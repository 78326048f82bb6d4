import type { Place } from "../api/history.ts";
import type { HistorySearch } from "../router.tsx";
import { CommentsCard } from "./CommentsCard.tsx";
import { RestoreDialog } from "./RestoreDialog.tsx";
import { VersionsCard } from "./VersionsCard.tsx";

/** What a document was, what people say about it, and the way back. */
export function HistoryView({
  place,
  present,
  search,
  onSearch,
}: {
  place: Place;
  /** The version that is the newest now. */
  present: number;
  search: HistorySearch;
  onSearch: (search: HistorySearch) => void;
}) {
  const { version, ...closed } = search;
  return (
    <>
      <VersionsCard
        place={place}
        present={present}
        before={search.before}
        onCompare={(chosen) => onSearch({ ...search, version: chosen })}
        onBefore={(before) => onSearch(before === undefined ? {} : { before })}
      />
      <CommentsCard place={place} />
      {version !== undefined && version < present && (
        <RestoreDialog
          place={place}
          version={version}
          present={present}
          onClose={() => onSearch(closed)}
        />
      )}
    </>
  );
}
