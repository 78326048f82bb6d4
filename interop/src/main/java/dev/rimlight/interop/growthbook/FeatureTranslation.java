package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Arm;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A feature as it becomes a flag.
final class FeatureTranslation {
  /// Of a unit that no hash takes.
  private static final Bucketing UNHASHED = Bucketing.standard(0, "", null);

  private final Translation translation;
  private final String name;
  private final Place feature;
  private final boolean keepsAssignments;
  private final String key;
  private final FeatureVariants variants = new FeatureVariants();
  private final RuleIds ids = new RuleIds();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final Map<String, List<Origin.Need>> needs = new LinkedHashMap<>();
  private final List<Experiment> experiments = new ArrayList<>();
  private final List<Flag> shadows = new ArrayList<>();

  FeatureTranslation(
      Translation translation, String name, Place feature, boolean keepsAssignments) {
    this.translation = translation;
    this.name = name;
    this.feature = feature;
    this.keepsAssignments = keepsAssignments;
    this.key = translation.flagKeys().key(name);
    ofValue(feature.at("defaultValue"));
    for (Place rule : Translation.rules(feature)) {
      if (rule.has("force")) {
        ofValue(rule.at("force"));
      } else {
        variants.ofAll(variations(rule));
      }
    }
    if (variants.keys().isEmpty()) {
      variants.of(null);
    }
  }

  /// Null is the caller's default and no variant.
  private void ofValue(Place value) {
    if (!value.isNull()) {
      variants.of(value.value());
    }
  }

  private static List<@Nullable Object> variations(Place rule) {
    Place given =
        rule.at("contextualVariations").isNull()
            ? rule.at("variations")
            : rule.at("contextualVariations");
    return given.value() instanceof List<?> ? given.array() : List.of();
  }

  String name() {
    return name;
  }

  FeatureVariants variants() {
    return variants;
  }

  TranslatedFeature translated() {
    int number = 0;
    for (Place rule : Translation.rules(feature)) {
      translate(rule, number++);
    }
    Flag flag =
        new Flag(
            key,
            variants.type(),
            true,
            variants.variants(),
            null,
            rules,
            serve(feature.at("defaultValue")));
    return new TranslatedFeature(
        name, flag, variants, origins, needs, experiments, shadows, feature);
  }

  private Serve serve(Place value) {
    return value.isNull() ? new Serve.Nothing() : new Serve.Fixed(variants.of(value.value()));
  }

  private void translate(Place rule, int number) {
    List<Condition> before = new ArrayList<>();
    List<Origin.Need> ofRule = new ArrayList<>();
    for (Place parent : Translation.list(rule.at("parentConditions"))) {
      Prerequisites.Given given = translation.prerequisites().gives(parent);
      ofRule.add(given.need());
      if (JavaScript.truthy(parent.at("gate").value())) {
        List<Condition> failed = new ArrayList<>(before);
        failed.add(Tests.not(given.condition()));
        add(rule, number, "gate", Tests.all(failed), new Serve.Nothing(), new Origin.Gate(rule));
      }
      before.add(given.condition());
    }
    needs.put(rule.pointer(), ofRule);
    before.add(Gates.filters(rule.at("filters")));
    if (rule.has("force")) {
      before.add(translation.conditions().ofVisitor(rule.at("condition")));
      before.add(Gates.rollout(rule, name, keepsAssignments));
      add(rule, number, "", Tests.all(before), serve(rule.at("force")), new Origin.Forced(rule));
    } else {
      tried(rule, number, Tests.all(before));
    }
  }

  private void add(
      Place rule, int number, String part, Condition when, Serve serve, Origin origin) {
    rules.add(new Rule(ids.of(rule.at("id").value(), number, part), when, serve));
    origins.add(origin);
  }

  private void tried(Place rule, int number, Condition when) {
    List<@Nullable Object> variations = variations(rule);
    if (variations.size() < 2) {
      translation
          .losses()
          .add(rule, "rule " + (number + 1) + " of feature " + name, "it never serves anything");
      if (!when.equals(Tests.ALWAYS)) {
        // What it needs of other features is looked at all the same, and may lead in a circle.
        add(
            rule,
            number,
            "",
            new Condition.All(List.of(when, Tests.NEVER)),
            new Serve.Nothing(),
            new Origin.Forced(rule));
      }
      return;
    }
    Object bandit = rule.at("contextualBanditRef").value();
    if (bandit instanceof String id
        && JavaScript.truthy(translation.payload().at("contextualBandits").at(id).value())) {
      translation
          .losses()
          .add(
              rule.at("contextualBanditRef"),
              "contextual bandit " + id,
              "we have none; whoever comes to it gets the caller's default");
      add(rule, number, "", when, new Serve.Broken("CONTEXTUAL_BANDIT"), new Origin.Forced(rule));
      return;
    }
    Place experiment = new Place(rule.pointer(), ExperimentSettings.ofRule(rule, variations, name));
    ExperimentSettings settings = ExperimentSettings.of(experiment, keepsAssignments);
    List<String> of = variants.ofAll(variations);
    String experimentKey = translation.experimentKey(settings.key(), name + " " + number, rule);
    List<String> keys = new ArrayList<>(List.of(experimentKey));
    Condition audience =
        Tests.all(
            JavaScript.truthy(rule.at("filters").value())
                    || !JavaScript.truthy(rule.at("namespace").value())
                ? Tests.ALWAYS
                : Gates.namespace(rule.at("namespace"), settings),
            translation.conditions().ofVisitor(rule.at("condition")));
    experiments.add(experiment(experimentKey, key, settings, of, audience, false, true));
    String shadow = null;
    if (settings.sticky() && settings.passesOn()) {
      shadow = translation.flagKeys().key(name + " passes on at " + number);
      String shadowExperiment = translation.experimentKey(shadow, "shadow", rule);
      keys.add(shadowExperiment);
      experiments.add(experiment(shadowExperiment, shadow, settings, of, audience, true, true));
      shadows.add(
          new Flag(
              shadow,
              variants.type(),
              true,
              variants.variants(),
              null,
              List.of(new Rule("rule-1", when, new Serve.InExperiment(shadowExperiment))),
              new Serve.Nothing()));
    }
    add(
        rule,
        number,
        "",
        when,
        new Serve.InExperiment(experimentKey),
        new Origin.Tried(rule, settings, keys, of, buckets(settings), shadow));
  }

  static int buckets(ExperimentSettings settings) {
    return settings.bucketing().map(Bucketing::buckets).orElse(0);
  }

  /// @param passesOn whether variations that pass on are served too
  static Experiment experiment(
      String key,
      String flag,
      ExperimentSettings settings,
      List<String> variants,
      Condition audience,
      boolean passesOn,
      boolean running) {
    Optional<Bucketing> by = settings.bucketing();
    List<@Nullable String> served = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      served.add(passesOn || !settings.passesOn(i) ? variants.get(i) : null);
    }
    List<Arm> arms =
        by.isEmpty() ? List.of() : BucketRanges.arms(settings.ranges(), served, by.get().buckets());
    return new Experiment(
        key,
        flag,
        control(variants.getFirst(), arms),
        by.orElse(UNHASHED),
        arms,
        Limits.WHOLE,
        audience,
        null,
        List.of(),
        List.of(),
        settings.sticky() && by.isPresent()
            ? new Experiment.Sticky(settings.bucketVersion(), settings.minBucketVersion())
            : null,
        running,
        null,
        null);
  }

  /// The first variation, unless its units are served nothing.
  private static String control(String first, List<Arm> arms) {
    String other = null;
    for (Arm arm : arms) {
      if (first.equals(arm.variant())) {
        return first;
      }
      other = other == null ? arm.variant() : other;
    }
    return other == null ? first : other;
  }
}
