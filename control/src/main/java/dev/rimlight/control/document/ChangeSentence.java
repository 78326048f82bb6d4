package dev.rimlight.control.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// One plain sentence that names only what a change of a document changed.
public final class ChangeSentence {
  private ChangeSentence() {}

  public static String created(Noun noun, String key) {
    return "Created " + noun.word() + " " + key;
  }

  public static String deleted(Noun noun, String key) {
    return "Deleted " + noun.word() + " " + key;
  }

  public static String changed(
      Noun noun, String key, Map<String, Object> before, Map<String, Object> after) {
    List<String> fields = changedFields(before, after);
    String what = noun.word() + " " + key;
    if (fields.isEmpty()) {
      return "Saved " + what + " without a change";
    }
    List<String> parts = new ArrayList<>();
    if (noun == Noun.FLAG && fields.remove("on")) {
      parts.add("turned it " + (Boolean.TRUE.equals(after.get("on")) ? "on" : "off"));
    }
    if (noun == Noun.FLAG && fields.remove(KillClass.FIELD)) {
      parts.add("made its kill " + KillClass.of(after).word());
    }
    if (noun == Noun.EXPERIMENT && fields.remove("status")) {
      parts.add("set its status from " + before.get("status") + " to " + after.get("status"));
    }
    if (!fields.isEmpty()) {
      parts.add("changed its " + listed(fields));
    }
    String sentence = String.join(" and ", parts);
    return Character.toUpperCase(what.charAt(0)) + what.substring(1) + ": " + sentence;
  }

  /// Top-level fields whose values differ, in alphabetical order.
  public static List<String> changedFields(Map<String, Object> before, Map<String, Object> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        changed.add(name);
      }
    }
    return changed;
  }

  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
