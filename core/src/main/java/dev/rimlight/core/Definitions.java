package dev.rimlight.core;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Everything that one revision of an environment publishes. Lists are in any order and kept sorted
/// by key, so that the same content gives the same bytes.
///
/// What somebody wrote is published only after [#checked]. What an importer made of another
/// system's document may be wrong in ways that the other system answers at run time; it can be
/// decided, and decisions end with [Reason#ERROR] where it is wrong.
///
/// @param revision 1, 2, 3 ...; a higher one replaces a lower one at the edge
/// @param routes JSON array of the environment's routes, for the Worker; core does not read it
public record Definitions(
    String environment,
    int revision,
    List<Flag> flags,
    List<Experiment> experiments,
    List<Segment> segments,
    List<Layer> layers,
    List<Holdout> holdouts,
    String routes) {
  public Definitions {
    if (revision < 0) {
      throw new InvalidDefinition(
          "revision_out_of_range", "/revision", "revision == " + revision + ", must be >= 0");
    }
    flags = sorted("flag", flags, Flag::key, Limits.FLAGS);
    experiments = sorted("experiment", experiments, Experiment::key, Limits.EXPERIMENTS);
    segments = sorted("segment", segments, Segment::key, Limits.SEGMENTS);
    layers = sorted("layer", layers, Layer::key, Limits.LAYERS);
    holdouts = sorted("holdout", holdouts, Holdout::key, Limits.HOLDOUTS);
  }

  public Definitions(
      String environment,
      int revision,
      List<Flag> flags,
      List<Experiment> experiments,
      String routes) {
    this(environment, revision, flags, experiments, List.of(), List.of(), List.of(), routes);
  }

  /// These definitions, after everything that they name exists and nothing needs itself; else the
  /// first fault is thrown as [InvalidDefinition].
  public Definitions checked() {
    new Coherence(this).check();
    return this;
  }

  private static <T> List<T> sorted(
      String what, List<T> items, Function<T, String> keyOf, int limit) {
    if (items.size() > limit) {
      throw new InvalidDefinition(
          "too_many",
          "/" + what + "s",
          "number of " + what + "s == " + items.size() + ", must be <= " + limit);
    }
    TreeMap<String, T> byKey = new TreeMap<>();
    for (T item : items) {
      String key = keyOf.apply(item);
      if (byKey.put(key, item) != null) {
        throw new InvalidDefinition(
            "duplicate_" + what, "/" + what + "s/" + key, what + " " + key + " is defined twice");
      }
    }
    return List.copyOf(byKey.values());
  }
}
