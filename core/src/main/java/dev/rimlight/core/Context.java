package dev.rimlight.core;

import dev.rimlight.core.hash.AsciiWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a visitor in one request: the visitor's id, if there is one, attributes, and
/// what was settled before: assignments that stick, assignments that are forced, and the segments
/// of which the caller keeps the lists.
public final class Context {
  private final @Nullable String unit;

  /// A chain, because there are few attributes: making and asking a map costs more.
  private @Nullable Entry newest;

  private @Nullable Seen seen;
  private @Nullable AsciiWords unitWords;
  private @Nullable Map<String, String> forced;
  private @Nullable Map<String, Map<Integer, String>> assigned;
  private @Nullable Set<String> segments;
  private boolean testing;

  /// @param unit the visitor's id; null when the visitor may not be identified: then no split and
  ///   no experiment of visitors takes them
  public Context(@Nullable String unit) {
    this.unit = unit;
  }

  private static final class Entry {
    private final String name;
    private final @Nullable Entry older;
    private Value value;

    Entry(String name, Value value, @Nullable Entry older) {
      this.name = name;
      this.value = value;
      this.older = older;
    }
  }

  public Context with(String attribute, Value value) {
    Entry known = entry(attribute);
    if (known != null) {
      known.value = value;
    } else {
      newest = new Entry(attribute, value, newest);
    }
    seen = null;
    return this;
  }

  /// Puts the unit into a variant of an experiment, whatever its bucket and whether it runs.
  public Context force(String experiment, String variant) {
    forced = forced == null ? new HashMap<>() : forced;
    forced.put(experiment, variant);
    return this;
  }

  /// An assignment of an earlier decision, under a bucket version of the experiment.
  public Context assigned(String experiment, int version, String variant) {
    assigned = assigned == null ? new HashMap<>() : assigned;
    Map<Integer, String> versions = assigned.get(experiment);
    if (versions == null) {
      versions = new HashMap<>();
      assigned.put(experiment, versions);
    }
    versions.put(version, variant);
    return this;
  }

  /// The unit is in this segment, of which the caller keeps the list.
  public Context inSegment(String segment) {
    segments = segments == null ? new HashSet<>() : segments;
    segments.add(segment);
    return this;
  }

  /// Somebody looks at the page to test it: no experiment takes the unit unless it is forced.
  public Context testing() {
    testing = true;
    return this;
  }

  public @Nullable String unit() {
    return unit;
  }

  public @Nullable Value attribute(String name) {
    Entry known = entry(name);
    return known == null ? null : known.value;
  }

  private @Nullable Entry entry(String name) {
    for (Entry entry = newest; entry != null; entry = entry.older) {
      if (entry.name.length() == name.length() && entry.name.equals(name)) {
        return entry;
      }
    }
    return null;
  }

  /// In the order in which they were set.
  Map<String, Value> attributes() {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry = newest; entry != null; entry = entry.older) {
      entries.add(entry);
    }
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (Entry entry : entries.reversed()) {
      attributes.put(entry.name, entry.value);
    }
    return attributes;
  }

  /// The unit as it is hashed, read once for all flags; null when it is not ASCII.
  @Nullable AsciiWords unitWords() {
    if (unitWords == null && unit != null) {
      unitWords = AsciiWords.of(unit);
    }
    return unitWords;
  }

  /// The attributes by the snapshot's slots, found once for all flags that look at them.
  Seen seenBy(Snapshot snapshot) {
    Seen found = seen;
    if (found == null || !found.isOf(snapshot)) {
      found = new Seen(snapshot, this);
      seen = found;
    }
    return found;
  }

  @Nullable String forcedVariant(String experiment) {
    return forced == null ? null : forced.get(experiment);
  }

  Map<String, String> forced() {
    return forced == null ? Map.of() : forced;
  }

  /// By bucket version.
  Map<Integer, String> assignments(String experiment) {
    Map<Integer, String> found = assigned == null ? null : assigned.get(experiment);
    return found == null ? Map.of() : found;
  }

  Map<String, Map<Integer, String>> assigned() {
    return assigned == null ? Map.of() : assigned;
  }

  boolean has(String segment) {
    return segments != null && segments.contains(segment);
  }

  Set<String> segments() {
    return segments == null ? Set.of() : segments;
  }

  /// Whether something is settled that experiments have to look at, besides assignments that stick.
  boolean isSettled() {
    return testing || forced != null;
  }

  boolean isTesting() {
    return testing;
  }
}
