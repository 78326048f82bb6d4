package dev.rimlight.core;

import java.util.ArrayList;
import java.util.Comparator;
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

  /// The arms with so many more buckets that `taken` of all are taken, the new ones by the given
  /// shares. What was taken stays where it was, so nobody who is in moves, whatever the shares
  /// were.
  ///
  /// @param taken of `buckets`; must not be less than the arms have
  /// @param shares weights of any sum above 0
  public static List<Arm> grown(List<Arm> arms, int taken, List<Share> shares, int buckets) {
    List<Range> free = free(arms, buckets);
    long room = free.stream().mapToLong(Range::width).sum();
    long more = taken - (buckets - room);
    if (more < 0 || taken > buckets) {
      throw new InvalidDefinition(
          "out_of_range",
          "/allocation",
          "taken == "
              + taken
              + ", must be >= "
              + (buckets - room)
              + ", what the arms have, and <= "
              + buckets);
    }
    List<Arm> grown = new ArrayList<>(arms);
    long whole = shares.stream().mapToLong(Share::weight).sum();
    long seen = 0;
    long given = 0;
    int at = 0;
    int used = 0;
    for (Share share : shares) {
      seen += share.weight();
      long end = more * seen / whole;
      for (long wanted = end - given; wanted > 0; ) {
        Range range = free.get(at);
        int width = (int) Math.min(wanted, range.width() - used);
        int from = range.from() + used;
        grown.add(new Arm(share.variant(), new Range(from, from + width)));
        wanted -= width;
        used += width;
        if (used == range.width()) {
          at++;
          used = 0;
        }
      }
      given = end;
    }
    return grown;
  }

  private static List<Range> free(List<Arm> arms, int buckets) {
    List<Range> taken =
        arms.stream().map(Arm::range).sorted(Comparator.comparingInt(Range::from)).toList();
    List<Range> free = new ArrayList<>();
    int from = 0;
    for (Range range : taken) {
      if (range.from() > from) {
        free.add(new Range(from, range.from()));
      }
      from = Math.max(from, range.to());
    }
    if (from < buckets) {
      free.add(new Range(from, buckets));
    }
    return free;
  }

  /// The hundred-thousandths of taken units that each variant is meant to get.
  public List<Share> shares() {
    Map<String, Long> widths = new LinkedHashMap<>();
    long whole = 0;
    for (Arm arm : arms) {
      if (arm.variant() != null) {
        int width = arm.range().width();
        widths.merge(arm.variant(), (long) width, Long::sum);
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
