package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Arm;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Term;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One flag in our language: first a rule for each prerequisite that is not met, then the targets,
/// then the rules. An experiment is a rule for the units that it counts and one for the others.
final class FlagTranslation {
  private static final Set<String> CARRIED =
      Set.of(
          "key",
          "version",
          "on",
          "salt",
          "variations",
          "offVariation",
          "fallthrough",
          "targets",
          "contextTargets",
          "rules",
          "prerequisites");
  private static final Map<String, String> REASONS =
      Map.of(
          "trackEvents", "our language does not say what is recorded",
          "trackEventsFallthrough", "our language does not say what is recorded",
          "debugEventsUntilDate", "our language does not say what is recorded",
          "samplingRatio", "our language does not say what is recorded",
          "excludeFromSummaries", "our language does not say what is recorded",
          "clientSide", "every flag can be asked for by its key",
          "clientSideAvailability", "every flag can be asked for by its key",
          "migration", "flags of ours move no data");
  private static final Set<String> RULE_CARRIED = Set.of("id", "clauses", "variation", "rollout");
  private static final Set<String> TARGET_CARRIED = Set.of("contextKind", "values", "variation");
  private static final Set<String> ROLLOUT_CARRIED =
      Set.of("kind", "contextKind", "variations", "bucketBy", "seed");

  private final String name;
  private final Place flag;
  private final String key;
  private final KeyNames flagKeys;
  private final KeyNames experimentKeys;
  private final Clauses clauses;
  private final Losses losses;
  private final Variations variations;
  private final RuleIds ids = new RuleIds();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<Experiment> experiments = new ArrayList<>();

  /// @param flagKeys of all flags that there are
  FlagTranslation(
      String name,
      Place flag,
      KeyNames flagKeys,
      KeyNames experimentKeys,
      Clauses clauses,
      Losses losses) {
    this.name = name;
    this.flag = flag;
    this.key = flagKeys.key(name);
    this.flagKeys = flagKeys;
    this.experimentKeys = experimentKeys;
    this.clauses = clauses;
    this.losses = losses;
    this.variations = Variations.of(flag);
  }

  /// @param all all flags that there are, by name
  TranslatedFlag translate(Map<String, Place> all) {
    losses.dropped(flag, "flag " + name, CARRIED, REASONS);
    boolean on = flag.at("on").boolOr(false);
    Serve off = offVariation();
    if (!on && off instanceof Serve.Broken) {
      add(ids.ours("off"), Tests.ALWAYS, off, new Origin.Off());
    }
    for (Place prerequisite : flag.at("prerequisites").elements()) {
      String needed = prerequisite.at("key").textOr("");
      add(
          ids.ours("prerequisite-" + rules.size()),
          unmet(prerequisite, needed, all.get(needed)),
          off,
          new Origin.Prerequisite(needed));
    }
    targets();
    List<Place> theirs = flag.at("rules").elements();
    for (int i = 0; i < theirs.size(); i++) {
      Place rule = theirs.get(i);
      losses.dropped(rule, "a rule of flag " + name, RULE_CARRIED, REASONS);
      serve(
          ids.theirs(rule, i, losses),
          clauses.all(rule),
          rule,
          new Origin.RuleOfFlag(i, rule.at("id").textOrNull()));
    }
    Place fallthrough = flag.at("fallthrough");
    serve(ids.ours("fallthrough"), Tests.ALWAYS, fallthrough, new Origin.Fallthrough());
    Rule last = rules.removeLast();
    origins.removeLast();
    return new TranslatedFlag(
        new Flag(
            key,
            variations.type(),
            on || off instanceof Serve.Broken,
            variations.variants(),
            off instanceof Serve.Fixed fixed ? fixed.variant() : null,
            rules,
            last.serve()),
        variations,
        origins,
        experiments);
  }

  private void add(String id, Condition when, Serve serve, Origin origin) {
    rules.add(new Rule(id, when, serve));
    origins.add(origin);
  }

  private Serve offVariation() {
    Place off = flag.at("offVariation");
    return off.isNull() ? new Serve.Nothing() : variation(off);
  }

  private Serve variation(Place place) {
    int position = place.integerOr(-1);
    if (variations.has(position)) {
      return new Serve.Fixed(Variations.key(position));
    }
    return broken(place, "there is no such variation");
  }

  private Serve broken(Place place, String why) {
    losses.add(
        place,
        "what flag " + name + " serves",
        why + "; a decision that comes to it ends with an error, as it does in LaunchDarkly");
    return new Serve.Broken(Clauses.MALFORMED);
  }

  private Condition unmet(Place prerequisite, String needed, @Nullable Place other) {
    if (other == null) {
      losses.add(prerequisite, "prerequisite " + needed, "there is no such flag; it is never met");
      return Tests.ALWAYS;
    }
    int position = prerequisite.at("variation").integerOr(0);
    if (Variations.of(other).has(position)) {
      return Tests.not(gives(needed, position));
    }
    losses.add(
        prerequisite.at("variation"),
        "prerequisite " + needed,
        "the flag has no such variation; it is never met");
    // The other flag is asked nevertheless: it may be broken.
    return Tests.not(Tests.all(gives(needed, 0), Tests.NEVER));
  }

  private Condition gives(String flag, int variation) {
    return new Condition.FlagGives(flagKeys.key(flag), List.of(Variations.key(variation)), true);
  }

  /// Where targets of other kinds are listed, the order is theirs, and an entry of kind user stands
  /// for the user targets of the same variation.
  private void targets() {
    List<Place> users = flag.at("targets").elements();
    List<Place> byKind = flag.at("contextTargets").elements();
    for (Place target : byKind) {
      losses.dropped(target, "a target of flag " + name, TARGET_CARRIED, Map.of());
      String kind = Rollouts.kindOrUser(target.at("contextKind").textOr(""));
      if (!kind.equals("user")) {
        target(kind, target);
        continue;
      }
      users.stream()
          .filter(user -> user.at("variation").integerOr(0) == target.at("variation").integerOr(0))
          .findFirst()
          .ifPresent(user -> target("user", user));
    }
    for (Place user : users) {
      losses.dropped(user, "a target of flag " + name, TARGET_CARRIED, Map.of());
      if (byKind.isEmpty()) {
        target("user", user);
      }
    }
  }

  private void target(String kind, Place target) {
    add(
        ids.ours("target-" + rules.size()),
        Segments.keys(kind, target.at("values")),
        variation(target.at("variation")),
        new Origin.Target());
  }

  /// Adds what serves a fixed variation or a rollout.
  private void serve(String id, Condition when, Place serving, Origin origin) {
    Place rollout = serving.at("rollout");
    if (!serving.at("variation").isNull()) {
      add(id, when, variation(serving.at("variation")), origin);
      return;
    }
    if (rollout.isNull() || rollout.at("variations").elements().isEmpty()) {
      add(id, when, broken(serving, "there is neither a variation nor a rollout"), origin);
      return;
    }
    losses.dropped(rollout, "a rollout of flag " + name, ROLLOUT_CARRIED, Map.of());
    boolean experiment = "experiment".equals(rollout.at("kind").value());
    String kind = Rollouts.kindOrUser(rollout.at("contextKind").textOr(""));
    Optional<Term> unit =
        experiment
            ? Optional.of(AttributeReference.keyOf(kind))
            : Rollouts.unit(rollout, "contextKind");
    if (unit.isEmpty()) {
      add(id, when, broken(rollout.at("bucketBy"), "the reference is malformed"), origin);
      return;
    }
    Bucketing by =
        Rollouts.bucketing(name, flag.at("salt").textOr(""), rollout.at("seed"), unit.get());
    List<Rollouts.Part> parts = Rollouts.parts(rollout.at("variations"));
    if (parts.stream().allMatch(part -> variations.has(part.variation()))) {
      if (experiment) {
        experiment(
            ids.ours(id + "-experiment"), when, counted(rollout, by), Rollouts.arms(parts), origin);
      }
      add(id, when, Rollouts.serve(by, parts), origin);
      return;
    }
    malformedParts(id, when, rollout, by, parts, origin);
  }

  /// Only who falls into a part of a variation that there is not gets an error.
  private void malformedParts(
      String id,
      Condition when,
      Place rollout,
      Bucketing by,
      List<Rollouts.Part> parts,
      Origin origin) {
    for (Rollouts.Part part : parts) {
      if (!variations.has(part.variation())) {
        add(
            ids.ours(id + "-malformed"),
            Tests.all(when, new Condition.InBuckets(by, List.of(part.range()))),
            broken(rollout.at("variations"), "there is no variation " + part.variation()),
            origin);
      }
    }
    List<Rollouts.Part> sound =
        parts.stream().filter(part -> variations.has(part.variation())).toList();
    if (sound.isEmpty()) {
      add(id, when, new Serve.Broken(Clauses.MALFORMED), origin);
      return;
    }
    if ("experiment".equals(rollout.at("kind").value())) {
      experiment(
          ids.ours(id + "-experiment"), when, counted(rollout, by), Rollouts.arms(sound), origin);
    }
    add(id, when, Rollouts.serve(by, Rollouts.joined(sound)), origin);
  }

  /// Who has no context of the kind lies in the first bucket and is not counted, but where no part
  /// has a weight everybody is, past the end.
  private static Bucketing counted(Place rollout, Bucketing by) {
    boolean weightless =
        rollout.at("variations").elements().stream()
            .allMatch(part -> part.at("weight").numberOr(0) <= 0);
    return weightless ? by : Rollouts.present(by);
  }

  private void experiment(String id, Condition when, Bucketing by, List<Arm> arms, Origin origin) {
    if (arms.isEmpty()) {
      return;
    }
    String experiment = experimentKeys.key(key + "." + id);
    experiments.add(
        new Experiment(
            experiment,
            key,
            String.valueOf(arms.getFirst().variant()),
            by,
            arms,
            Limits.WHOLE,
            Tests.ALWAYS,
            null,
            List.of(),
            List.of(),
            null,
            true,
            null,
            null));
    add(id, when, new Serve.InExperiment(experiment), origin);
  }
}
