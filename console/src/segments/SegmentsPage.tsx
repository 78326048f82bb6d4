import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { segmentsMatching } from "../api/lists.ts";
import { useSave } from "../api/saving.ts";
import { toast } from "../kit/toasts.ts";
import { SharedList } from "../library/SharedList.tsx";
import { SegmentDialog } from "./SegmentDialog.tsx";
import { segmentSentence } from "./sentence.ts";

const FROM = "/environments/$environment/segments";

export function SegmentsPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const save = useSave({ environment, nouns: "segments" });
  const question = useQuery(segmentsMatching(environment, search));
  return (
    <>
      <SharedList
        environment={environment}
        nouns="segments"
        search={search}
        question={question}
        items={({ segments }) =>
          segments.map(({ segment, published }) => ({
            key: segment.key,
            name: segment.name,
            sentence: segmentSentence(segment),
            published,
          }))
        }
        what="A segment is a condition with a name, which the rules of many flags can share."
        onNew={() => setMaking(true)}
      />
      {making && (
        <SegmentDialog
          environment={environment}
          error={save.error}
          pending={save.isPending}
          onSegment={(segment) =>
            save.mutate(
              { key: segment.key, document: segment },
              {
                onSuccess: () => {
                  toast(`Segment ${segment.key} is made.`);
                  setMaking(false);
                  void navigate({
                    to: "/environments/$environment/segments/$key",
                    params: { environment, key: segment.key },
                  });
                },
              },
            )
          }
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
