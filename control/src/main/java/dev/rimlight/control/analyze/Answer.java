package dev.rimlight.control.analyze;

import dev.rimlight.stats.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.NullNode;

/// The members of a result in the table's words and order.
final class Answer {
  private final Map<String, Object> members = new LinkedHashMap<>();

  Answer with(String name, Object value) {
    if (value instanceof Double number) {
      requireNumber(name, number);
    }
    members.put(name, value);
    return this;
  }

  Answer with(String name, double[] numbers) {
    List<Double> list = new ArrayList<>(numbers.length);
    for (double number : numbers) {
      requireNumber(name, number);
      list.add(number);
    }
    return with(name, list);
  }

  /// Arguments that are each in range can still be too far apart for doubles.
  private static void requireNumber(String name, double number) {
    if (Double.isNaN(number)) {
      throw new Refused(name + " cannot be computed from these values");
    }
  }

  /// The one member that a table has as NaN on purpose.
  Answer withNaN(String name, double number) {
    members.put(name, number);
    return this;
  }

  /// What the table has as `null`: the method gives no such number.
  Answer without(String name) {
    return with(name, NullNode.getInstance());
  }

  Map<String, Object> members() {
    return members;
  }

  /// A part of a result that cannot be computed: the reason and no number.
  static Map<String, Object> refused(Refusal refusal) {
    return new Answer().with("error", refusal.reason().name()).members();
  }

  static Refused whole(Refusal refusal) {
    return new Refused(refusal.reason().name());
  }
}
