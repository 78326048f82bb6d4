package dev.rimlight.interop.vendor;

import dev.rimlight.core.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON tree as a context of core holds it.
public final class AttributeValue {
  private AttributeValue() {}

  /// Null for null and for numbers that are not finite; lists and objects leave those out.
  public static @Nullable Value of(@Nullable Object tree) {
    return switch (tree) {
      case String text -> new Value.Text(text);
      case Boolean b -> new Value.Bool(b);
      case Number n -> Double.isFinite(n.doubleValue()) ? new Value.Numeric(n.doubleValue()) : null;
      case List<?> list -> {
        List<Value> elements = new ArrayList<>();
        for (Object element : list) {
          Value value = of(element);
          if (value != null) {
            elements.add(value);
          }
        }
        yield new Value.Items(elements);
      }
      case Map<?, ?> map -> {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          Value value = of(member.getValue());
          if (value != null) {
            members.put((String) member.getKey(), value);
          }
        }
        yield new Value.Members(members);
      }
      case null, default -> null;
    };
  }
}
