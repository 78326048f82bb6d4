package dev.rimlight.interop.unleash;

import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.DecisionLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decisions as the SDKs tell them: whether the feature is on, and its variant.
final class SdkAnswer {
  private SdkAnswer() {}

  /// The caller's default, where it is one.
  static Answer unknown(Case asked) {
    boolean enabled = Boolean.TRUE.equals(asked.fallback());
    Map<String, @Nullable Object> vendor = vendor(enabled, null, false);
    return new Answer(enabled, null, "ERROR", "FLAG_NOT_FOUND", vendor);
  }

  /// Nothing of a feature is broken; what the engine cannot decide is off.
  ///
  /// @param variantLine null when the feature has no variants
  static Answer of(
      TranslatedFeature feature, DecisionLine line, @Nullable DecisionLine variantLine) {
    boolean enabled = line.variant() == 0;
    boolean has = enabled && variantLine != null && variantLine.variant() >= 0;
    VariantList.Entry variant =
        has && variantLine != null ? feature.variants().get(variantLine.variant()) : null;
    return new Answer(
        enabled,
        variant == null ? null : variant.name(),
        variant == null || variantLine == null ? line.reason() : variantLine.reason(),
        line.error().isEmpty() ? null : line.error(),
        vendor(enabled, variant, enabled));
  }

  private static Map<String, @Nullable Object> vendor(
      boolean enabled, VariantList.@Nullable Entry entry, boolean featureEnabled) {
    Map<String, @Nullable Object> variant = new LinkedHashMap<>();
    variant.put("name", entry == null ? "disabled" : entry.name());
    variant.put("enabled", entry != null);
    variant.put("feature_enabled", featureEnabled);
    if (entry != null && entry.payload() != null) {
      variant.put("payload", entry.payload());
    }
    Map<String, @Nullable Object> vendor = new LinkedHashMap<>();
    vendor.put("enabled", enabled);
    vendor.put("variant", variant);
    return vendor;
  }
}
