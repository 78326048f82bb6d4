package dev.rimlight.control.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who has to agree before something is published, when nothing is, and who may kill.
///
/// @param approvals by others than who asked and who changed the drafts
/// @param editorsKill whether the role editor is enough to kill a flag
public record Policy(int approvals, boolean editorsKill, List<Freeze> freezes) {
  static final int MOST_APPROVALS = 5;
  static final int MOST_FREEZES = 50;
  static final int REASON_CHARS = 500;
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  public static final Policy FREE = new Policy(0, false, List.of());

  public Policy {
    freezes = List.copyOf(freezes);
  }

  /// A time in which nothing is published.
  ///
  /// @param from Unix milliseconds
  /// @param until the first moment after it
  public record Freeze(long from, long until, String reason) {
    boolean holds(long now) {
      return from <= now && now < until;
    }
  }

  private enum KillRole {
    EDITOR,
    PUBLISHER
  }

  public static Policy read(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    Policy policy =
        new Policy(
            (int) fields.optionalInteger("approvals", 0, MOST_APPROVALS).orElse(0),
            fields
                .optionalOneOf("killRole", List.of(KillRole.values()), Metric::word)
                .filter(KillRole.EDITOR::equals)
                .isPresent(),
            fields.list("freezes", 0, MOST_FREEZES, Policy::freeze));
    fields.end();
    return policy;
  }

  private static Freeze freeze(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    long from = fields.integer("from", 0, LAST_MILLIS);
    Freeze freeze =
        new Freeze(
            from,
            fields.integer("until", from + 1, LAST_MILLIS),
            fields.optionalText("reason", REASON_CHARS).orElse(""));
    fields.end();
    return freeze;
  }

  /// The freeze that holds, if one does.
  public Optional<Freeze> frozen(long now) {
    return freezes.stream().filter(freeze -> freeze.holds(now)).findFirst();
  }
}
