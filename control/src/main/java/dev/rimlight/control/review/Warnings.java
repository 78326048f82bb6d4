package dev.rimlight.control.review;

import dev.rimlight.control.review.Review.Warning;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What may be published and looks wrong.
final class Warnings {
  /// From so many forms of one page on, keeping edited pages hardly saves anything.
  static final int CACHE_VARIANTS = 16;

  private static final int MOST_OVERLAPS = 20;

  private final Definitions definitions;
  private final Map<String, Map<String, Object>> flags;
  private final List<Map<String, Object>> routes;
  private final List<Warning> warnings = new ArrayList<>();

  private Warnings(
      Definitions definitions,
      Map<String, Map<String, Object>> flags,
      List<Map<String, Object>> routes) {
    this.definitions = definitions;
    this.flags = flags;
    this.routes = routes;
  }

  /// @param flags documents by key
  /// @param routes documents
  static List<Warning> of(
      Definitions definitions,
      Map<String, Map<String, Object>> flags,
      List<Map<String, Object>> routes,
      Instant now) {
    Warnings all = new Warnings(definitions, flags, routes);
    definitions.flags().forEach(all::unreachable);
    all.overlaps();
    routes.forEach(all::cacheVariants);
    all.expired(now);
    return all.warnings;
  }

  /// Rules behind one that serves everybody.
  private void unreachable(Flag flag) {
    for (int i = 0; i < flag.rules().size(); i++) {
      if (servesAll(flag.rules().get(i))) {
        for (int behind = i + 1; behind < flag.rules().size(); behind++) {
          warnings.add(
              new Warning(
                  "unreachable_rule",
                  "/flags/%s/rules/%d".formatted(flag.key(), behind),
                  "Rule %d of flag %s is never reached: rule %d serves everybody."
                      .formatted(behind + 1, flag.key(), i + 1)));
        }
        return;
      }
    }
  }

  private static boolean servesAll(Rule rule) {
    return rule.when() instanceof Condition.Always
        && switch (rule.serve()) {
          case Serve.Fixed _, Serve.Nothing _, Serve.Broken _ -> true;
          case Serve.Split _, Serve.InExperiment _, Serve.Named _ -> false;
        };
  }

  /// Experiments that one page shows to the same visitors.
  private void overlaps() {
    Map<String, Experiment> running = new LinkedHashMap<>();
    definitions.experiments().stream()
        .filter(Experiment::running)
        .forEach(experiment -> running.put(experiment.key(), experiment));
    Map<String, List<Experiment>> byFlag =
        running.values().stream().collect(Collectors.groupingBy(Experiment::flag));
    Set<String> told = new HashSet<>();
    for (Map<String, Object> route : routes) {
      List<Experiment> here = new ArrayList<>();
      words(route.get("flags")).forEach(flag -> here.addAll(byFlag.getOrDefault(flag, List.of())));
      for (int i = 0; i < here.size(); i++) {
        for (int j = i + 1; j < here.size(); j++) {
          overlap(here.get(i), here.get(j), String.valueOf(route.get("key")), told);
        }
      }
    }
  }

  private void overlap(Experiment one, Experiment other, String route, Set<String> told) {
    boolean apart = one.layer() != null && one.layer().equals(other.layer());
    String both = new TreeSet<>(List.of(one.key(), other.key())).toString();
    if (apart || told.size() >= MOST_OVERLAPS || !told.add(both)) {
      return;
    }
    warnings.add(
        new Warning(
            "overlap",
            "/routes/" + route,
            "Experiments %s and %s run on the same visitors of route %s; in one layer they would not."
                .formatted(one.key(), other.key(), route)));
  }

  /// How many forms of one page would be kept.
  private void cacheVariants(Map<String, Object> route) {
    boolean edited =
        route.get("cache") instanceof Map<?, ?> cache && "edited".equals(cache.get("keep"));
    if (!edited) {
      return;
    }
    Map<String, Set<String>> variants = new HashMap<>();
    for (String list : List.of("edits", "rewrites")) {
      if (route.get(list) instanceof List<?> items) {
        for (Object item : items) {
          if (item instanceof Map<?, ?> fields) {
            variants
                .computeIfAbsent(String.valueOf(fields.get("flag")), _ -> new HashSet<>())
                .add(String.valueOf(fields.get("variant")));
          }
        }
      }
    }
    long forms = 1;
    for (Map.Entry<String, Set<String>> flag : variants.entrySet()) {
      long all = words(flags.getOrDefault(flag.getKey(), Map.of()).get("variants")).size();
      forms *= flag.getValue().size() + (flag.getValue().size() < all ? 1 : 0);
    }
    if (forms >= CACHE_VARIANTS) {
      warnings.add(
          new Warning(
              "cache_variants",
              "/routes/" + route.get("key"),
              "Each page of route %s is kept in up to %,d forms; below %d keeping pays."
                  .formatted(route.get("key"), forms, CACHE_VARIANTS)));
    }
  }

  private void expired(Instant now) {
    flags.forEach((key, flag) -> {
      if (flag.get("expires") instanceof String written && past(written, now)) {
        warnings.add(
            new Warning(
                "expired",
                "/flags/" + key + "/expires",
                "Flag %s was to be gone by %s.".formatted(key, written)));
      }
    });
  }

  private static boolean past(String written, Instant now) {
    try {
      return OffsetDateTime.parse(written).toInstant().isBefore(now);
    } catch (DateTimeException e) {
      return false; // the document's own check says so
    }
  }

  /// The members of a list, or the keys of its objects.
  private static List<String> words(@Nullable Object list) {
    List<String> words = new ArrayList<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        words.add(
            item instanceof Map<?, ?> fields
                ? String.valueOf(fields.get("key"))
                : String.valueOf(item));
      }
    }
    return words;
  }
}
