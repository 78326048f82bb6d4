package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Context;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.json.Place;
import java.util.List;

/// Whether the address that a page would go to is itself one that its experiment is about. This is
/// about the document and no visitor.
final class Targets {
  private Targets() {}

  static boolean contains(Place urlPatterns, String url) {
    Flag flag =
        new Flag(
            "target",
            FlagType.BOOLEAN,
            true,
            List.of(new Variant("true", Value.TRUE)),
            null,
            List.of(
                new Rule(
                    "target",
                    UrlPatterns.condition(urlPatterns, new Losses()),
                    new Serve.Fixed("true"))),
            new Serve.Nothing());
    Snapshot snapshot =
        Snapshot.open(
            SnapshotCodec.encode(new Definitions("target", 0, List.of(flag), List.of(), "[]")));
    Context context = new Context(null);
    UrlPatterns.describe(url, context);
    return Decider.decide(snapshot, KillList.NONE, context, 0, 0).variant() == 0;
  }
}
