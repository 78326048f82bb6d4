package dev.rimlight.control.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs between two documents, field by field. Members of a list are told apart by their
/// key, id, variant or name, if they all have one, and by their place otherwise.
public final class FieldDiff {
  private static final List<String> NAMES = List.of("key", "id", "variant", "name");

  private final List<Difference> differences = new ArrayList<>();

  private FieldDiff() {}

  /// One field that differs.
  ///
  /// @param path a JSON pointer; a member of a list is named by what tells it apart
  /// @param before absent when it was not there
  /// @param after absent when it is no longer there
  public record Difference(String path, @Nullable Object before, @Nullable Object after) {}

  /// In the order of the later document, what is gone last.
  public static List<Difference> between(Map<String, ?> before, Map<String, ?> after) {
    FieldDiff diff = new FieldDiff();
    diff.objects("", before, after);
    return diff.differences;
  }

  private void compare(String path, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Map<?, ?> from && after instanceof Map<?, ?> to) {
      objects(path, from, to);
    } else if (before instanceof List<?> from && after instanceof List<?> to) {
      lists(path, from, to);
    } else {
      differences.add(new Difference(path, before, after));
    }
  }

  private void objects(String path, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> names = new LinkedHashSet<>(after.keySet());
    names.addAll(before.keySet());
    for (Object name : names) {
      compare(path + "/" + escaped(String.valueOf(name)), before.get(name), after.get(name));
    }
  }

  private void lists(String path, List<?> before, List<?> after) {
    Map<String, Object> from = named(before);
    Map<String, Object> to = named(after);
    int differed = differences.size();
    objects(path, from, to);
    if (differences.size() == differed) { // the same members, in another order
      differences.add(new Difference(path, before, after));
    }
  }

  private static Map<String, Object> named(List<?> list) {
    for (String name : NAMES) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (Object member : list) {
        if (member instanceof Map<?, ?> object && object.get(name) instanceof String text) {
          members.put(text, object);
        }
      }
      if (!list.isEmpty() && members.size() == list.size()) {
        return members;
      }
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (Object member : list) {
      members.put(String.valueOf(members.size()), member);
    }
    return members;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
