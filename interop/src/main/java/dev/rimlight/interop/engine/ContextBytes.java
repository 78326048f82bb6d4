package dev.rimlight.interop.engine;

import dev.rimlight.core.Context;
import dev.rimlight.core.Decision;
import dev.rimlight.core.Value;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands in for what core does not have yet: a context as bytes and a decision as a line.
/// worker.mjs has the other side of it.
final class ContextBytes {
  private ContextBytes() {}

  static byte[] encode(Context context) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("unit", context.unit());
    document.put("attributes", attributes(context));
    return JsonText.of(document).getBytes(StandardCharsets.UTF_8);
  }

  static Context decode(byte[] bytes) {
    try {
      Place document = Place.root(Json.read(bytes));
      Context context = new Context(document.at("unit").textOrNull());
      for (Place.Member attribute : document.at("attributes").members()) {
        Value value = AttributeValue.of(attribute.place().value());
        if (value != null) {
          context.with(attribute.name(), value);
        }
      }
      return context;
    } catch (InvalidJson e) {
      throw new IllegalStateException(e);
    }
  }

  static String line(Decision decision) {
    return decision.variant()
        + "|"
        + decision.reason().name()
        + "|"
        + decision.rule()
        + "|"
        + decision.bucket()
        + "||"
        + (decision.experiment() == null ? "" : decision.experiment().key());
  }

  private static Map<String, @Nullable Object> attributes(Context context) {
    try {
      Field field = Context.class.getDeclaredField("attributes");
      field.setAccessible(true);
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      ((Map<?, ?>) field.get(context))
          .forEach((name, value) -> attributes.put((String) name, tree(value)));
      return attributes;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object tree(@Nullable Object value) {
    return switch (value) {
      case Value.Text text -> text.value();
      case Value.Bool b -> b.value();
      case Value.Numeric n -> n.value();
      case Value.Items items -> {
        List<@Nullable Object> list = new java.util.ArrayList<>();
        items.elements().forEach(element -> list.add(tree(element)));
        yield list;
      }
      case Value.Members members -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        members.byName().forEach((name, member) -> map.put(name, tree(member)));
        yield map;
      }
      case null, default -> null;
    };
  }
}
