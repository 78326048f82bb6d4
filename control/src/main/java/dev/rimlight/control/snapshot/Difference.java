package dev.rimlight.control.snapshot;

import dev.rimlight.interop.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What changed from one tree to another, one line for each place: `~ flags/greeting/on: true ->
/// false`, `+` for what is new, `-` for what is gone. Elements with a key or id are paired by it,
/// others by position.
final class Difference {
  private static final int VALUE_CHARS = 200;

  private final List<String> lines = new ArrayList<>();

  static List<String> between(@Nullable Object before, @Nullable Object after) {
    Difference difference = new Difference();
    difference.compare("", before, after);
    return difference.lines;
  }

  private void compare(String at, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      Set<Object> names = new LinkedHashSet<>(old.keySet());
      names.addAll(now.keySet());
      for (Object name : names) {
        member(
            below(at, name),
            old.containsKey(name),
            old.get(name),
            now.containsKey(name),
            now.get(name));
      }
    } else if (before instanceof List<?> old && after instanceof List<?> now) {
      compareLists(at, old, now);
    } else if (!Objects.equals(before, after)) {
      lines.add("~ " + at + ": " + text(before) + " -> " + text(after));
    }
  }

  private void member(
      String at,
      boolean wasThere,
      @Nullable Object before,
      boolean isThere,
      @Nullable Object after) {
    if (wasThere && isThere) {
      compare(at, before, after);
    } else {
      lines.add((isThere ? "+ " : "- ") + at + ": " + text(isThere ? after : before));
    }
  }

  private void compareLists(String at, List<?> before, List<?> after) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < before.size(); i++) {
      names.add(name(before.get(i), i));
    }
    for (int i = 0; i < after.size(); i++) {
      names.add(name(after.get(i), i));
    }
    for (String name : names) {
      int old = position(before, name);
      int now = position(after, name);
      member(
          below(at, name),
          old >= 0,
          old < 0 ? null : before.get(old),
          now >= 0,
          now < 0 ? null : after.get(now));
      if (old >= 0 && now >= 0 && old != now && !name.equals(String.valueOf(now))) {
        lines.add("~ " + below(at, name) + ": position " + old + " -> " + now);
      }
    }
  }

  private static int position(List<?> list, String name) {
    for (int i = 0; i < list.size(); i++) {
      if (name(list.get(i), i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String name(@Nullable Object element, int position) {
    if (element instanceof Map<?, ?> map) {
      Object name = map.containsKey("key") ? map.get("key") : map.get("id");
      if (name instanceof String text) {
        return text;
      }
    }
    return String.valueOf(position);
  }

  private static String below(String at, Object name) {
    return at.isEmpty() ? String.valueOf(name) : at + "/" + name;
  }

  private static String text(@Nullable Object tree) {
    String text = JsonText.of(tree);
    return text.length() <= VALUE_CHARS ? text : text.substring(0, VALUE_CHARS - 3) + "...";
  }
}
