package dev.rimlight.interop.flagd;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Operation;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.json.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `var` names: attributes of the context, and flagd's own.
final class Variables {
  static final String TIMESTAMP = "$flagd.timestamp";
  static final String TARGETING_KEY = "targetingKey";

  private static final String FLAG_KEY = "$flagd.flagKey";
  private static final double MILLIS = 1_000;

  private final AttributePaths paths;

  Variables(AttributePaths paths) {
    this.paths = paths;
  }

  /// The name of the attribute, null where `var` does not name one by a constant, or names none.
  @Nullable String attribute(Logic logic, LogicScope scope) {
    Object name = name(logic);
    if (!(name instanceof String || name instanceof Number)) {
      return null;
    }
    String path = JavaScript.text(name);
    if (scope.element()) {
      return path.isEmpty() ? Attribute.ELEMENT : ofElement(path);
    }
    if (path.isEmpty() || path.equals("$flagd") || path.startsWith("$flagd.")) {
      return null;
    }
    return path.equals(TARGETING_KEY) ? Attribute.UNIT : paths.named(path);
  }

  /// Elements of lists in an element have no names with us.
  private static @Nullable String ofElement(String path) {
    List<String> steps = List.of(path.split("\\.", -1));
    boolean plain =
        steps.stream().noneMatch(AttributePaths::mayLeadIntoList)
            && !steps.getFirst().startsWith("$")
            && steps.size() <= Limits.PATH_DEPTH;
    return plain ? AttributePaths.pointer(steps) : null;
  }

  /// What flagd itself provides, null for anything else.
  static @Nullable Term own(Logic logic, LogicScope scope) {
    String name = name(logic) instanceof String text ? text : "";
    if (scope.element()) {
      return null;
    }
    if (name.equals(FLAG_KEY)) {
      return new Term.Constant(new Value.Text(scope.flag()));
    }
    if (name.equals(TIMESTAMP)) {
      return seconds();
    }
    return name.startsWith("$flagd.") ? LogicReader.NULL : null;
  }

  static boolean isTimestamp(Place place, LogicScope scope) {
    Logic logic = Logic.of(place);
    return !scope.element()
        && logic.operator().equals("var")
        && TIMESTAMP.equals(name(logic))
        && logic.arguments().size() == 1;
  }

  /// Whole seconds.
  private static Term seconds() {
    Term now = AttributePaths.read(Attribute.NOW, Reading.VALUE, false);
    Term thousand = new Term.Constant(new Value.Numeric(MILLIS));
    Term rest = new Term.Arithmetic(Operation.MODULO, List.of(now, thousand));
    Term whole = new Term.Arithmetic(Operation.DIFFERENCE, List.of(now, rest));
    return new Term.Arithmetic(Operation.QUOTIENT, List.of(whole, thousand));
  }

  private static @Nullable Object name(Logic logic) {
    return logic.arguments().isEmpty() ? "" : logic.arguments().getFirst().value();
  }
}
