package dev.rimlight.control.document;

import dev.rimlight.control.rejection.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of an experiment may still change once it runs at the edge: nothing that would move a unit
/// to another variant or out of the experiment, because everything measured so far would mean
/// something else.
public final class FrozenFields {
  private static final Set<String> FREE = Set.of("name", "hypothesis", "metrics", "onHarm");

  private FrozenFields() {}

  /// What the wanted document changes and may not, compared with what runs.
  public static List<Fault> violations(Map<String, Object> running, Map<String, Object> wanted) {
    List<Fault> faults = new ArrayList<>();
    for (String field : ChangeSentence.changedFields(running, wanted)) {
      if (FREE.contains(field)) {
        continue;
      }
      String before = String.valueOf(running.get(field));
      String after = String.valueOf(wanted.get(field));
      switch (field) {
        case "status" -> {
          if (!(before.equals("running") && after.equals("stopped"))) {
            faults.add(
                new Fault(
                    "/status",
                    "status == %s after %s, must not go back: use a new key"
                        .formatted(after, before)));
          }
        }
        case "allocation" -> {
          if (number(wanted.get(field)) < number(running.get(field))) {
            faults.add(
                new Fault(
                    "/allocation",
                    "allocation == %s, must be >= %s while it runs".formatted(after, before)));
          }
        }
        default ->
            faults.add(
                new Fault("/" + field, field + " must stay as it is since the experiment started"));
      }
    }
    return faults;
  }

  /// Whether the published document is past being a draft.
  public static boolean started(Map<String, Object> published) {
    return !"draft".equals(published.get("status"));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
