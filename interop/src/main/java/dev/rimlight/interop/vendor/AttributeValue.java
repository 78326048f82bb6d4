package dev.rimlight.interop.vendor;

import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Value;
import org.jspecify.annotations.Nullable;

/// A JSON tree as a context of core holds it.
public final class AttributeValue {
  private AttributeValue() {}

  /// A number that is not finite is null.
  public static Value of(@Nullable Object tree) {
    return ContextJson.value(tree, 1);
  }
}
