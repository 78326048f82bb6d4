package dev.rimlight.control.review;

import dev.rimlight.core.Context;
import dev.rimlight.core.Decider;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.Value;
import dev.rimlight.events.warehouse.KnownVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides for real visitors by what is published and by what is proposed, and counts who would get
/// something else.
///
/// @param visitors who were looked at
/// @param changed who would get another variant of any flag
/// @param flags those whose variants move, the most moving first
/// @param unknown attributes that rules look at and events do not keep: for these nobody is known
public record Replay(
    int visitors, int changed, String sentence, List<FlagMoves> flags, List<String> unknown) {
  /// So much of the visitors who move must share a value for it to be named.
  private static final double NEARLY_ALL = 0.9;

  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("country", KnownVisitor::country),
          new Dimension("device", KnownVisitor::device),
          new Dimension("browser", KnownVisitor::browser),
          new Dimension("consent", KnownVisitor::consent));

  /// What a context can be told from events.
  private static final Set<String> KNOWN = Set.of("country", "device", "consent", "user", "bot");

  public Replay {
    flags = List.copyOf(flags);
    unknown = List.copyOf(unknown);
  }

  /// One flag.
  ///
  /// @param where what nearly all who move have in common and not everybody has
  public record FlagMoves(String flag, int changed, List<Move> moves, @Nullable Where where) {}

  /// From one variant to another.
  ///
  /// @param from absent when the flag is new
  /// @param to absent when the flag goes
  public record Move(@Nullable String from, @Nullable String to, int visitors) {}

  /// What nearly all have in common.
  ///
  /// @param share of those who move
  public record Where(String dimension, String value, double share) {}

  private record Dimension(String name, Function<KnownVisitor, Optional<String>> of) {}

  /// @param before absent before the first publication
  static Replay of(
      Optional<Snapshot> before,
      Snapshot after,
      KillList kills,
      List<KnownVisitor> visitors,
      long now) {
    Map<String, List<Moved>> moved = new TreeMap<>();
    int changed = 0;
    Set<String> flags = keys(after);
    before.ifPresent(snapshot -> flags.addAll(keys(snapshot)));
    for (KnownVisitor visitor : visitors) {
      boolean moves = false;
      for (String flag : flags) {
        String from = before.map(old -> variant(old, flag, kills, visitor, now)).orElse(null);
        String to = variant(after, flag, kills, visitor, now);
        boolean differs = from != null && !from.equals(to);
        if (differs || from == null && before.isPresent() && to != null) {
          moved.computeIfAbsent(flag, _ -> new ArrayList<>()).add(new Moved(visitor, from, to));
        }
        moves |= differs;
      }
      changed += moves ? 1 : 0;
    }
    List<FlagMoves> counted =
        moved.entrySet().stream()
            .map(entry -> moves(entry.getKey(), entry.getValue(), visitors))
            .sorted(Comparator.comparingInt((FlagMoves one) -> -one.changed()))
            .toList();
    return new Replay(
        visitors.size(),
        changed,
        sentence(visitors.size(), changed, counted),
        counted,
        unknown(after, flags));
  }

  private record Moved(KnownVisitor visitor, @Nullable String from, @Nullable String to) {}

  private static Set<String> keys(Snapshot snapshot) {
    Set<String> keys = new TreeSet<>();
    for (int flag = 0; flag < snapshot.flagCount(); flag++) {
      keys.add(snapshot.flag(flag).key());
    }
    return keys;
  }

  /// Null when the snapshot does not have the flag.
  private static @Nullable String variant(
      Snapshot snapshot, String flag, KillList kills, KnownVisitor visitor, long now) {
    int index = snapshot.indexOf(flag);
    return index < 0
        ? null
        : Decider.decide(snapshot, kills, context(visitor), index, now).variantKey();
  }

  private static Context context(KnownVisitor visitor) {
    Context context = new Context(visitor.unit());
    visitor.country().ifPresent(value -> context.with("country", new Value.Text(value)));
    visitor.device().ifPresent(value -> context.with("device", new Value.Text(value)));
    visitor.consent().ifPresent(value -> context.with("consent", new Value.Text(value)));
    visitor
        .person()
        .ifPresent(key ->
            context.with(
                "user", new Value.Members(List.of(new Value.Member("key", new Value.Text(key))))));
    return context.with("bot", Value.FALSE);
  }

  private static FlagMoves moves(String flag, List<Moved> moved, List<KnownVisitor> visitors) {
    Map<String, Move> moves = new TreeMap<>();
    for (Moved one : moved) {
      moves.merge(
          one.from + "\u001f" + one.to,
          new Move(one.from, one.to, 1),
          (some, more) -> new Move(some.from, some.to, some.visitors + more.visitors));
    }
    return new FlagMoves(
        flag,
        moved.size(),
        moves.values().stream()
            .sorted(Comparator.comparingInt((Move move) -> -move.visitors()))
            .toList(),
        where(moved.stream().map(Moved::visitor).toList(), visitors).orElse(null));
  }

  private static Optional<Where> where(List<KnownVisitor> some, List<KnownVisitor> all) {
    return DIMENSIONS.stream()
        .flatMap(dimension -> mostly(dimension, some).stream())
        .filter(where -> where.share() >= NEARLY_ALL && shareOf(where, all) < NEARLY_ALL)
        .max(Comparator.comparingDouble(where -> where.share() - shareOf(where, all)));
  }

  private static Optional<Where> mostly(Dimension dimension, List<KnownVisitor> visitors) {
    Map<String, Integer> counts = new HashMap<>();
    visitors.forEach(visitor ->
        dimension.of.apply(visitor).ifPresent(value -> counts.merge(value, 1, Integer::sum)));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(most ->
            new Where(dimension.name, most.getKey(), (double) most.getValue() / visitors.size()));
  }

  private static double shareOf(Where where, List<KnownVisitor> visitors) {
    Dimension dimension =
        DIMENSIONS.stream()
            .filter(each -> each.name.equals(where.dimension()))
            .findFirst()
            .orElseThrow();
    long those =
        visitors.stream()
            .filter(visitor -> dimension.of.apply(visitor).equals(Optional.of(where.value())))
            .count();
    return (double) those / visitors.size();
  }

  private static String sentence(int visitors, int changed, List<FlagMoves> flags) {
    if (visitors == 0) {
      return "Nobody is known to have been here in the last day, so nothing can be said of visitors.";
    }
    if (changed == 0) {
      return String.format(
          Locale.ROOT, "None of %,d visitors of the last day gets another variant.", visitors);
    }
    Optional<Where> where =
        flags.stream().filter(flag -> flag.where() != null).map(FlagMoves::where).findFirst();
    return String.format(
        Locale.ROOT,
        "Of %,d visitors of the last day %,d (%.1f %%) get another variant%s.",
        visitors,
        changed,
        100.0 * changed / visitors,
        where
            .filter(_ -> flags.size() == 1)
            .map(found ->
                String.format(
                    Locale.ROOT,
                    ", %s of %s %s",
                    found.share() == 1 ? "all" : "nearly all",
                    found.dimension(),
                    found.value()))
            .orElse(""));
  }

  private static List<String> unknown(Snapshot after, Set<String> flags) {
    Set<String> unknown = new TreeSet<>();
    for (String flag : flags) {
      int index = after.indexOf(flag);
      if (index >= 0) {
        unknown.addAll(after.attributes(index));
        after.listedSegments(index).forEach(segment -> unknown.add("segment " + segment));
      }
    }
    unknown.removeAll(KNOWN);
    return List.copyOf(unknown);
  }
}
