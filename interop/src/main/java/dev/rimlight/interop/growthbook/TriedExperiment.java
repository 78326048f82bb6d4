package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An experiment of its own, which no feature serves, as it becomes a flag: one that a call of
/// `run` describes, or an automatic one of the payload.
final class TriedExperiment {
  private final Translation translation;
  private final String name;
  private final ExperimentSettings settings;
  private final Place place;

  TriedExperiment(Translation translation, String name, ExperimentSettings settings) {
    this.translation = translation;
    this.name = name;
    this.settings = settings;
    this.place = settings.experiment();
  }

  /// @param open whether a forced variation may be served to units that the hash takes
  /// @param groups of the visitor
  TranslatedFeature translated(boolean open, Map<String, @Nullable Object> groups) {
    FeatureVariants variants = new FeatureVariants();
    List<String> of = variants.ofAll(settings.variations());
    String flagKey = translation.flagKeys().key(name);
    List<Rule> rules = new ArrayList<>();
    List<Origin> origins = new ArrayList<>();
    List<Experiment> experiments = new ArrayList<>();
    if (of.size() >= 2) {
      String key = translation.experimentKey(settings.key(), name, place);
      boolean forced = place.has("force");
      Condition when =
          JavaScript.truthy(place.at("urlPatterns").value())
              ? UrlPatterns.condition(place.at("urlPatterns"), translation.losses())
              : Tests.ALWAYS;
      Condition audience = audience(groups);
      experiments.add(
          FeatureTranslation.experiment(
              key,
              flagKey,
              settings,
              of,
              audience,
              true,
              settings.runs() && !settings.stopped() && !forced));
      rules.add(new Rule("rule-1", when, new Serve.InExperiment(key)));
      origins.add(
          new Origin.Tried(
              place, settings, List.of(key), of, FeatureTranslation.buckets(settings), null));
      int variation = forcedVariation(of.size());
      if (forced && variation >= 0 && open && settings.runs()) {
        rules.add(
            new Rule(
                "force", Tests.all(when, audience, hit()), new Serve.Fixed(of.get(variation))));
        origins.add(new Origin.Forced(place));
      }
    }
    Flag flag =
        new Flag(
            flagKey, variants.type(), true, variants.variants(), null, rules, new Serve.Nothing());
    return new TranslatedFeature(
        name, flag, variants, origins, Map.of(), experiments, List.of(), place);
  }

  private int forcedVariation(int variations) {
    double forced = place.at("force").value() instanceof Number n ? n.doubleValue() : -1;
    return forced >= 0 && forced < variations && forced == Math.rint(forced) ? (int) forced : -1;
  }

  private Condition audience(Map<String, @Nullable Object> groups) {
    List<Condition> parts = new ArrayList<>();
    if (JavaScript.truthy(place.at("filters").value())) {
      parts.add(Gates.filters(place.at("filters")));
    } else if (JavaScript.truthy(place.at("namespace").value())) {
      parts.add(Gates.namespace(place.at("namespace"), settings));
    }
    parts.add(translation.conditions().ofVisitor(place.at("condition")));
    for (Place parent : Translation.list(place.at("parentConditions"))) {
      parts.add(translation.prerequisites().gives(parent).condition());
    }
    if (JavaScript.truthy(place.at("groups").value())) {
      boolean member =
          Translation.list(place.at("groups")).stream()
              .anyMatch(each -> JavaScript.truthy(groups.get(JavaScript.text(each.value()))));
      parts.add(member ? Tests.ALWAYS : Tests.NEVER);
    }
    return Tests.all(parts);
  }

  /// Whether the hash puts the unit into any variation.
  private Condition hit() {
    Optional<Bucketing> by = settings.bucketing();
    return by.isEmpty()
        ? Tests.NEVER
        : new Condition.InBuckets(
            by.get(),
            settings.ranges().stream()
                .map(range -> BucketRanges.buckets(range, by.get().buckets()))
                .toList());
  }
}
