import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { metricsMatching } from "../api/lists.ts";
import { useSave } from "../api/saving.ts";
import { toast } from "../kit/toasts.ts";
import { SharedList } from "../library/SharedList.tsx";
import { documentOf } from "./document.ts";
import { MetricDialog } from "./MetricDialog.tsx";
import { metricSentence } from "./sentence.ts";

const FROM = "/environments/$environment/metrics";

export function MetricsPage() {
  const { environment } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const save = useSave({ environment, nouns: "metrics" });
  const question = useQuery(metricsMatching(environment, search));
  return (
    <>
      <SharedList
        environment={environment}
        nouns="metrics"
        search={search}
        question={question}
        items={({ metrics }) =>
          metrics.map((entry) => {
            const metric = documentOf(entry);
            return {
              key: metric.key,
              name: metric.name,
              sentence: metricSentence(metric),
              published: entry.published,
            };
          })
        }
        what="A metric says how events become a number per unit. Experiments that share one are judged alike."
        onNew={() => setMaking(true)}
      />
      {making && (
        <MetricDialog
          error={save.error}
          pending={save.isPending}
          onMetric={(metric) =>
            save.mutate(
              { key: metric.key, document: metric },
              {
                onSuccess: () => {
                  toast(`Metric ${metric.key} is made.`);
                  setMaking(false);
                  void navigate({
                    to: "/environments/$environment/metrics/$key",
                    params: { environment, key: metric.key },
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
