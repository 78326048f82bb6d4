package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.compose.JavaScript;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers in the form of GrowthBook's SDK.
final class SdkResult {
  private SdkResult() {}

  /// FeatureResult.
  static Map<String, @Nullable Object> feature(
      @Nullable Object value, String source, @Nullable Object ruleId) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    boolean on = JavaScript.truthy(value);
    result.put("value", value);
    result.put("on", on);
    result.put("off", !on);
    result.put("source", source);
    result.put("ruleId", JavaScript.truthy(ruleId) ? ruleId : "");
    return result;
  }

  /// ExperimentResult.
  ///
  /// @param variation -1 for a unit that is not in: it gets the first
  /// @param bucket null for none
  static Map<String, @Nullable Object> experiment(
      ExperimentSettings settings,
      Visitor visitor,
      @Nullable String feature,
      int variation,
      boolean hashUsed,
      @Nullable Double bucket,
      boolean stickyUsed) {
    int shown = Math.max(variation, 0);
    Visitor.Hashed hashed = visitor.hashed(settings.hashAttribute(), settings.fallbackAttribute());
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("key", settings.variationKey(shown));
    result.put("featureId", feature);
    result.put("inExperiment", variation >= 0);
    result.put("hashUsed", hashUsed);
    result.put("variationId", shown);
    result.put("value", settings.variations().isEmpty() ? null : settings.variations().get(shown));
    result.put("hashAttribute", hashed.attribute());
    result.put("hashValue", hashed.value());
    result.put("stickyBucketUsed", stickyUsed);
    Object name = settings.meta(shown).at("name").value();
    if (JavaScript.truthy(name)) {
      result.put("name", name);
    }
    if (bucket != null) {
      result.put("bucket", bucket);
    }
    if (settings.passesOn(shown)) {
      result.put("passthrough", settings.meta(shown).at("passthrough").value());
    }
    return result;
  }
}
