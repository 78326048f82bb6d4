package dev.rimlight.interop.unleash;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Check;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Range;
import dev.rimlight.core.Term;
import dev.rimlight.core.text.Numbers;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Activation strategies as conditions: constraints, segments, and what the strategy itself says.
final class Strategies {
  private static final Set<String> CARRIED =
      Set.of("name", "parameters", "constraints", "segments", "variants");

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final Set<String> segments;
  private final KeyNames segmentKeys;
  private final Constraints constraints;
  private final Losses losses;

  /// @param segments ids of those that there are
  Strategies(Set<String> segments, KeyNames segmentKeys, Constraints constraints, Losses losses) {
    this.segments = segments;
    this.segmentKeys = segmentKeys;
    this.constraints = constraints;
    this.losses = losses;
  }

  Condition condition(Place strategy) {
    losses.dropped(
        strategy,
        "a strategy",
        CARRIED,
        Map.of("title", "rules have no titles", "sortOrder", "rules stand in their order"));
    List<Condition> parts = new ArrayList<>();
    parts.add(constraints.all(strategy.at("constraints")));
    for (Place segment : strategy.at("segments").elements()) {
      parts.add(inSegment(segment));
    }
    parts.add(itself(strategy));
    return Tests.all(parts);
  }

  private Condition inSegment(Place segment) {
    String id = State.id(segment);
    if (segments.contains(id)) {
      return new Condition.InSegment(segmentKeys.key(segmentName(id)));
    }
    losses.add(segment, "reference to a segment", "there is no such segment; nobody is in it");
    return Tests.NEVER;
  }

  static String segmentName(String id) {
    return "segment-" + id;
  }

  private Condition itself(Place strategy) {
    Place parameters = strategy.at("parameters");
    String groupId = parameter(parameters, "groupId");
    return switch (strategy.at("name").textOr("")) {
      case "default" -> Tests.ALWAYS;
      case "userWithId" -> Tests.isOneOfTexts(Units.field("userId"), listed(parameters, "userIds"));
      case "remoteAddress" -> address(parameters);
      case "gradualRolloutUserId" ->
          share(parameters, "percentage", groupId, Units.field("userId"));
      case "gradualRolloutSessionId" ->
          share(parameters, "percentage", groupId, Units.field("sessionId"));
      case "gradualRolloutRandom" -> share(parameters, "percentage", groupId, null);
      case "flexibleRollout" ->
          share(
              parameters, "rollout", groupId, Units.ofRollout(parameter(parameters, "stickiness")));
      default -> {
        losses.add(
            strategy.at("name"),
            "strategy " + strategy.at("name").value(),
            "we do not know it; it never holds");
        yield Tests.NEVER;
      }
    };
  }

  static String parameter(Place parameters, String name) {
    Object value = parameters.at(name).value();
    return value == null ? "" : String.valueOf(value);
  }

  /// White space around the commas does not count, but before the first and after the last does.
  private static List<String> listed(Place parameters, String name) {
    String list = parameter(parameters, name);
    return list.isEmpty() ? List.of() : List.of(COMMA.split(list, -1));
  }

  /// Addresses count as they are written, too.
  private Condition address(Place parameters) {
    List<String> listed = listed(parameters, "IPs");
    Check check = Checks.inNetwork(listed);
    int blocks = check instanceof Check.InNetwork in ? in.blocks().size() : 0;
    if (blocks < listed.size()) {
      losses.add(
          parameters.at("IPs"),
          "addresses of a strategy",
          "what is neither address nor block matches only itself");
    }
    Term field = Units.field("remoteAddress");
    return Tests.any(
        Tests.isOneOfTexts(field, listed), blocks == 0 ? Tests.NEVER : Tests.passes(field, check));
  }

  /// Buckets are counted from 1 and the percentage is among those that are in; ours are counted
  /// from 0 and the end is not.
  private Condition share(Place parameters, String name, String groupId, @Nullable Term unit) {
    if (!(unit instanceof Attribute)) {
      losses.once(
          parameters,
          "lots that are drawn",
          "Unleash draws them anew for every request without an id to go by; we go by the visitor,"
              + " here and wherever else");
    }
    double percentage = Numbers.parse(parameter(parameters, name));
    int buckets = percentage >= 1 ? (int) Math.min(Units.PERCENT, percentage) : 0;
    if (buckets == 0) {
      return Tests.NEVER;
    }
    Bucketing by = Units.ofRollout(groupId, unit);
    return new Condition.InBuckets(by, List.of(new Range(0, buckets)));
  }
}
