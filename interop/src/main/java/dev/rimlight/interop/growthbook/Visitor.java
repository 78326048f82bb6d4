package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Context;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A context of GrowthBook's SDK, without the payload.
///
/// @param attributes in JavaScript's order
/// @param url of the page, may be empty
/// @param enabled when false no experiment takes the visitor
/// @param qaMode whether only forced variations are shown
/// @param forced variations by experiment
record Visitor(
    Map<String, @Nullable Object> attributes,
    String url,
    boolean enabled,
    boolean qaMode,
    Map<String, @Nullable Object> forced,
    Map<String, @Nullable Object> groups) {

  /// What is hashed: the attribute's name and its value, "" for a missing one.
  record Hashed(String attribute, Object value) {
    boolean isMissing() {
      return !JavaScript.truthy(value);
    }

    String text() {
      return JavaScript.textOrJson(value);
    }
  }

  /// Throws [InvalidDocument] for what is no context.
  static Visitor read(@Nullable Object tree) {
    Place context = Place.root(tree);
    if (!context.isNull()) {
      context.object();
    }
    for (String unsupported : List.of("overrides", "forcedFeatureValues")) {
      if (!context.at(unsupported).isNull()) {
        throw context.at(unsupported).wrong("must be absent: it is not supported");
      }
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (String layer : List.of("user", "attributes", "attributeOverrides")) {
      context
          .at(layer)
          .members()
          .forEach(each -> attributes.put(each.name(), each.place().value()));
    }
    @SuppressWarnings("unchecked") // an object stays one
    Map<String, @Nullable Object> ordered =
        (Map<String, @Nullable Object>) Objects.requireNonNull(JavaScript.ordered(attributes));
    return new Visitor(
        ordered,
        context.at("url").value() instanceof String text ? text : "",
        !Boolean.FALSE.equals(context.at("enabled").value()),
        JavaScript.truthy(context.at("qaMode").value()),
        context.at("forcedVariations").isNull()
            ? Map.of()
            : context.at("forcedVariations").object(),
        context.at("groups").isNull() ? Map.of() : context.at("groups").object());
  }

  /// @param fallback hashed when `attribute` is missing; null for none
  Hashed hashed(String attribute, @Nullable String fallback) {
    Object value = attributes.get(attribute);
    if (value != null && JavaScript.truthy(value)) {
      return new Hashed(attribute, value);
    }
    Object other = fallback == null ? null : attributes.get(fallback);
    return fallback != null && other != null && JavaScript.truthy(other)
        ? new Hashed(fallback, other)
        : new Hashed(attribute, "");
  }

  /// The context for our engine.
  ///
  /// @param resolved attributes that it has to bring along, by the paths to their values
  Context context(Map<String, List<String>> resolved) {
    Object id = attributes.get(Units.ID);
    Context context = new Context(JavaScript.truthy(id) ? JavaScript.text(id) : null);
    attributes.forEach((name, value) -> context.with(name, AttributeValue.of(value)));
    resolved.forEach(
        (name, path) -> context.with(name, AttributeValue.of(JavaScript.at(attributes, path))));
    UrlPatterns.describe(url, context);
    return qaMode || !enabled ? context.testing() : context;
  }

  /// The variation that the visitor is forced into, by the address or by the context: null for
  /// none, -1 for one that takes the visitor out.
  @Nullable Integer forcedVariation(String experiment, int variations) {
    if (!enabled) {
      return null;
    }
    int asked = QueryText.variation(experiment, url, variations);
    if (asked != QueryText.NONE) {
      return asked;
    }
    if (!forced.containsKey(experiment)) {
      return null;
    }
    double variation = forced.get(experiment) instanceof Number number ? number.doubleValue() : -1;
    boolean one = variation >= 0 && variation < variations && variation == Math.rint(variation);
    return one ? (int) variation : -1;
  }
}
