package dev.rimlight.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a visitor in one request: the unit that is bucketed, if there is one, and
/// attributes.
public final class Context {
  private final @Nullable String unit;
  private final Map<String, Value> attributes = new HashMap<>();

  /// @param unit null when the visitor may not be identified: no split and no experiment takes them
  public Context(@Nullable String unit) {
    this.unit = unit;
  }

  public Context with(String attribute, Value value) {
    attributes.put(attribute, value);
    return this;
  }

  public @Nullable String unit() {
    return unit;
  }

  public @Nullable Value attribute(String name) {
    return attributes.get(name);
  }
}
