package dev.rimlight.interop.vendor;

import org.jspecify.annotations.Nullable;

/// What a function gives.
public sealed interface Result {
  /// A value.
  ///
  /// @param value a JSON tree
  record Returned(@Nullable Object value) implements Result {}

  /// An error.
  ///
  /// @param type as the vendor names the error
  record Failed(String type) implements Result {}
}
