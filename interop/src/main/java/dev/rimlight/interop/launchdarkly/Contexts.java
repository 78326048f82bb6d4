package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Context;
import dev.rimlight.core.Value;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.vendor.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Contexts of one kind or of several, and users of the time before kinds, as contexts of ours: an
/// object for each kind, and all kinds as the list `kind`, which no kind may be called.
final class Contexts {
  private static final Pattern KIND = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final String MULTI = "multi";

  /// What users have besides their custom attributes.
  private static final List<String> BUILT_IN =
      List.of("name", "ip", "firstName", "lastName", "email", "avatar", "country");

  private Contexts() {}

  /// Empty when the SDKs would refuse it.
  static Optional<Context> context(@Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Object kind = map.get("kind");
    Map<String, Map<String, @Nullable Object>> kinds = new LinkedHashMap<>();
    if (kind == null) {
      if (map.get("key") == null) {
        return Optional.empty();
      }
      kinds.put("user", user(map));
    } else if (kind.equals(MULTI)) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (!member.getKey().equals("kind")) {
          if (!(member.getValue() instanceof Map<?, ?> single)) {
            return Optional.empty();
          }
          kinds.put((String) member.getKey(), attributes(single));
        }
      }
    } else if (kind instanceof String name) {
      kinds.put(name, attributes(map));
    }
    boolean sound =
        !kinds.isEmpty()
            && kinds.keySet().stream().allMatch(Contexts::isKind)
            && (kind == null || kinds.values().stream().allMatch(Contexts::hasKey));
    return sound ? Optional.of(of(kinds)) : Optional.empty();
  }

  private static Context of(Map<String, Map<String, @Nullable Object>> kinds) {
    Context context = new Context(null);
    List<Value> names = new ArrayList<>();
    kinds.forEach((kind, attributes) -> {
      names.add(new Value.Text(kind));
      context.with(kind, AttributeValue.of(attributes));
    });
    return context.with("kind", new Value.Items(names));
  }

  private static boolean isKind(String name) {
    return KIND.matcher(name).matches() && !name.equals("kind") && !name.equals(MULTI);
  }

  private static boolean hasKey(Map<String, @Nullable Object> attributes) {
    return attributes.get("key") instanceof String key && !key.isEmpty();
  }

  private static Map<String, @Nullable Object> attributes(Map<?, ?> single) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    single.forEach((name, value) -> attributes.put((String) name, value));
    attributes.remove("kind");
    attributes.remove("_meta");
    attributes.put("anonymous", truth(attributes.get("anonymous")));
    return attributes;
  }

  private static Map<String, @Nullable Object> user(Map<?, ?> user) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    if (user.get("custom") instanceof Map<?, ?> custom) {
      custom.forEach((name, value) -> attributes.put((String) name, value));
    }
    Object key = user.get("key");
    attributes.put("key", key instanceof String text ? text : JsonText.of(key));
    Object anonymous = user.containsKey("anonymous") ? user : attributes;
    attributes.put(
        "anonymous", truth(anonymous instanceof Map<?, ?> from ? from.get("anonymous") : null));
    for (String name : BUILT_IN) {
      if (user.get(name) != null) {
        attributes.put(name, user.get(name));
      }
    }
    attributes.remove("kind");
    attributes.remove("_meta");
    return attributes;
  }

  /// As JavaScript has it.
  private static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }
}
