package dev.rimlight.interop.vendor;

import java.util.ArrayList;
import java.util.List;

/// A decision in the engine's compact form, `variant|REASON|rule|bucket|error|experiment`, the same
/// text on every runtime.
///
/// @param variant position in the flag's variants, -1 when none is served
/// @param reason name of a reason
/// @param rule position of the rule that served, -1 for none
/// @param bucket -1 for none
/// @param error code, empty for none
/// @param experiment key, empty for none
public record DecisionLine(
    int variant, String reason, int rule, int bucket, String error, String experiment) {
  private static final int FIELDS = 6;

  public static DecisionLine parse(String line) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < FIELDS; i++) {
      int end = line.indexOf('|', from);
      if (end < 0) {
        throw new IllegalArgumentException(
            "decision == " + line + ", must have " + FIELDS + " fields");
      }
      fields.add(line.substring(from, end));
      from = end + 1;
    }
    return new DecisionLine(
        Integer.parseInt(fields.get(0)),
        fields.get(1),
        Integer.parseInt(fields.get(2)),
        Integer.parseInt(fields.get(3)),
        fields.get(4),
        line.substring(from));
  }
}
