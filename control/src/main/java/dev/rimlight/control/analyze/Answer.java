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
    members.put(name, value);
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

  static List<Double> list(double[] numbers) {
    List<Double> list = new ArrayList<>(numbers.length);
    for (double number : numbers) {
      list.add(number);
    }
    return list;
  }
}
