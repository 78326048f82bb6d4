package dev.rimlight.edge.bridge;

import dev.rimlight.core.Limits;
import dev.rimlight.core.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/// A context's value read from JavaScript. What is no value (undefined, a function, a number that
/// is not finite) and what is nested deeper than [Limits#CONTEXT_DEPTH] is null.
final class ContextValue {
  private static final int TEXT = 1;
  private static final int NUMBER = 2;
  private static final int BOOLEAN = 3;
  private static final int LIST = 4;
  private static final int OBJECT = 5;

  private ContextValue() {}

  static Value read(@Nullable JSObject value, int depth) {
    if (depth > Limits.CONTEXT_DEPTH) {
      return Value.NULL;
    }
    return switch (kind(value)) {
      case TEXT -> new Value.Text(text(value));
      case NUMBER -> new Value.Numeric(number(value));
      case BOOLEAN -> Value.of(bool(value));
      case LIST -> items(value, depth);
      case OBJECT -> members(value, depth);
      default -> Value.NULL;
    };
  }

  private static Value items(@Nullable JSObject list, int depth) {
    List<Value> elements = new ArrayList<>();
    int length = length(list);
    for (int i = 0; i < length && elements.size() < Limits.LIST_ELEMENTS; i++) {
      elements.add(read(element(list, i), depth + 1));
    }
    return new Value.Items(elements);
  }

  private static Value members(@Nullable JSObject object, int depth) {
    List<Value.Member> members = new ArrayList<>();
    for (String name : names(object)) {
      members.add(new Value.Member(name, read(member(object, name), depth + 1)));
    }
    return new Value.Members(members);
  }

  @JSBody(
      params = "value",
      script =
          """
          switch (typeof value) {
            case 'string': return 1;
            case 'number': return isFinite(value) ? 2 : 0;
            case 'boolean': return 3;
            case 'object': return value === null ? 0 : Array.isArray(value) ? 4 : 5;
            default: return 0;
          }\
          """)
  private static native int kind(@Nullable JSObject value);

  @JSBody(params = "value", script = "return value;")
  private static native String text(@Nullable JSObject value);

  @JSBody(params = "value", script = "return value;")
  private static native double number(@Nullable JSObject value);

  @JSBody(params = "value", script = "return value;")
  private static native boolean bool(@Nullable JSObject value);

  @JSBody(params = "list", script = "return list.length;")
  private static native int length(@Nullable JSObject list);

  @JSBody(
      params = {"list", "index"},
      script = "return list[index];")
  private static native @Nullable JSObject element(@Nullable JSObject list, int index);

  @JSBody(params = "object", script = "return Object.keys(object);")
  private static native String[] names(@Nullable JSObject object);

  @JSBody(
      params = {"object", "name"},
      script = "return object[name];")
  private static native @Nullable JSObject member(@Nullable JSObject object, String name);
}
