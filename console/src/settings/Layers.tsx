import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { holdouts, layers } from "../api/lists.ts";
import { weight } from "../fmt.ts";
import { LayerCard } from "./LayerCard.tsx";

/** What keeps experiments apart, and what keeps units out of them. */
export function Layers() {
  const { environment } = useParams({ from: "/environments/$environment/settings/layers" });
  const ofLayers = useQuery(layers(environment));
  const ofHoldouts = useQuery(holdouts(environment));
  return (
    <div className="space-y-4">
      <LayerCard
        environment={environment}
        nouns="layers"
        question={ofLayers}
        entries={(answer) =>
          answer.layers.map(({ layer, ...entry }) => ({ ...entry, document: layer, said: "" }))
        }
      />
      <LayerCard
        environment={environment}
        nouns="holdouts"
        question={ofHoldouts}
        entries={(answer) =>
          answer.holdouts.map(({ holdout, ...entry }) => ({
            ...entry,
            document: holdout,
            said: `${weight(holdout.share)} of the units`,
          }))
        }
      />
    </div>
  );
}
