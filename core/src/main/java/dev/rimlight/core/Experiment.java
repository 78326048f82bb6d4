package dev.rimlight.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Variants of one flag compared on units that are shared out at random.
///
/// A unit is taken while the experiment runs, if no holdout has it, its bucket of the layer is the
/// experiment's, the audience's condition holds and its allocation bucket lies below `allocation`;
/// the arm that holds its bucket says which variant it gets. Taking part and variant are two
/// independent hashes, so raising the allocation moves nobody who was in. Arms are ranges of
/// buckets and only ever added to, for experiments that change weights while they run.
///
/// @param by what is bucketed and how; the salt never changes while the experiment runs
/// @param arms the ranges exclude each other; a bucket in none is not taken
/// @param allocation hundred-thousandths of all units
/// @param layer the layer's key; null for none
/// @param slots the layer's buckets that are this experiment's
/// @param holdouts their keys
/// @param sticky null: every decision is made anew
/// @param running when false the experiment takes no unit
/// @param startMillis it takes no unit before; null for no bound
/// @param stopMillis it takes no unit from here on; null for no bound
public record Experiment(
    String key,
    String flag,
    String control,
    Bucketing by,
    List<Arm> arms,
    int allocation,
    Condition audience,
    @Nullable String layer,
    List<Range> slots,
    List<String> holdouts,
    @Nullable Sticky sticky,
    boolean running,
    @Nullable Long startMillis,
    @Nullable Long stopMillis) {
  /// Assignments are kept under the version; one below `minVersion` keeps its unit out for good,
  /// and one of another version is forgotten.
  public record Sticky(int version, int minVersion) {}

  public Experiment {
    arms = List.copyOf(arms);
    slots = List.copyOf(slots);
    holdouts = List.copyOf(holdouts);
  }

  /// Adjoining arms of the given weights, from bucket 0 on.
  public static List<Arm> arms(List<Share> shares) {
    List<Arm> arms = new ArrayList<>(shares.size());
    int from = 0;
    for (Share share : shares) {
      arms.add(new Arm(share.variant(), new Range(from, from + share.weight())));
      from += share.weight();
    }
    return arms;
  }

  /// The hundred-thousandths of taken units that each variant is meant to get.
  public List<Share> shares() {
    Map<String, Long> widths = new LinkedHashMap<>();
    long whole = 0;
    for (Arm arm : arms) {
      if (arm.variant() != null) {
        long width = (long) arm.range().to() - arm.range().from();
        widths.merge(arm.variant(), width, Long::sum);
        whole += width;
      }
    }
    List<Share> shares = new ArrayList<>(widths.size());
    long seen = 0;
    long given = 0;
    for (Map.Entry<String, Long> width : widths.entrySet()) {
      seen += width.getValue();
      long end = whole == 0 ? 0 : seen * Limits.WHOLE / whole;
      shares.add(new Share(width.getKey(), (int) (end - given)));
      given = end;
    }
    return shares;
  }

  boolean open(long nowMillis) {
    return running
        && (startMillis == null || nowMillis >= startMillis)
        && (stopMillis == null || nowMillis < stopMillis);
  }
}
