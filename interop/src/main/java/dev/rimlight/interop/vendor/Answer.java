package dev.rimlight.interop.vendor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller gets of a case.
///
/// @param value a JSON tree: the decided value, or the caller's default
/// @param variant name of the variant
/// @param reason one of our reasons
/// @param error an upper-case code, exactly when an error made the default come back
/// @param vendor the answer as the vendor's SDK would give it, a JSON tree; null if there is none
/// @param sticky documents after the decision by `name||value`; written only if the case has
///   `sticky`
public record Answer(
    @Nullable Object value,
    @Nullable String variant,
    String reason,
    @Nullable String error,
    @Nullable Object vendor,
    @Nullable Map<String, @Nullable Object> sticky) {
  public Answer(
      @Nullable Object value,
      @Nullable String variant,
      String reason,
      @Nullable String error,
      @Nullable Object vendor) {
    this(value, variant, reason, error, vendor, null);
  }

  /// The caller's default because of an error.
  public static Answer error(Case asked, String code, @Nullable Object vendor) {
    return new Answer(asked.fallback(), null, "ERROR", code, vendor);
  }
}
