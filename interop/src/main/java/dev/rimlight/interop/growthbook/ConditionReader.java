package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Condition;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Segment;
import dev.rimlight.core.Value;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads GrowthBook's conditions, objects of the form of MongoDB's queries.
///
/// Values compare as JavaScript compares them and a missing attribute is null. What JavaScript
/// would throw for is [Condition.Broken]: it decides nothing in GrowthBook either.
final class ConditionReader {
  static final String MALFORMED = "MALFORMED_CONDITION";

  private final SavedGroups groups;
  private final AttributePaths attributes;
  private final Losses losses;
  private final Operators operators;
  private final boolean segmented;
  private final KeyNames segmentKeys = new KeyNames(List.of());
  private final Map<String, Segment> segments = new LinkedHashMap<>();

  /// What a condition is about.
  ///
  /// @param element whether it is about an element of a list, else about the visitor
  /// @param visited groups whose conditions are being read
  record Scope(boolean element, Set<String> visited) {
    static final Scope VISITOR = new Scope(false, Set.of());

    Scope ofElement() {
      return new Scope(true, visited);
    }

    Scope within(String group) {
      Set<String> more = new HashSet<>(visited);
      more.add(group);
      return new Scope(element, more);
    }
  }

  /// @param segmented whether groups become segments; else their conditions stand where they are
  ///   used
  ConditionReader(SavedGroups groups, AttributePaths attributes, Losses losses, boolean segmented) {
    this.groups = groups;
    this.attributes = attributes;
    this.losses = losses;
    this.segmented = segmented;
    this.operators = new Operators(this);
  }

  List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  Losses losses() {
    return losses;
  }

  /// A condition of the visitor; what is falsy is none.
  Condition ofVisitor(Place condition) {
    return JavaScript.truthy(condition.value()) ? read(condition, Scope.VISITOR) : Tests.ALWAYS;
  }

  Condition read(Place condition, Scope scope) {
    if (condition.isNull()) {
      return malformed(condition);
    }
    if (condition.value() instanceof String text) {
      return text.isEmpty() ? Tests.ALWAYS : ofLetters(condition, text, scope);
    }
    if (condition.value() instanceof List<?>) {
      Map<String, Object> members = new LinkedHashMap<>();
      List<Place> elements = condition.elements();
      for (int i = 0; i < elements.size(); i++) {
        members.put(String.valueOf(i), elements.get(i).value());
      }
      return read(new Place(condition.pointer(), members), scope);
    }
    if (!(condition.value() instanceof Map<?, ?>)) {
      return Tests.ALWAYS;
    }
    List<Condition> parts = new ArrayList<>();
    for (Place.Member member : condition.members()) {
      parts.add(member(member.name(), member.place(), scope));
    }
    return Tests.all(parts);
  }

  /// JavaScript takes a text for an object of its letters.
  private Condition ofLetters(Place place, String text, Scope scope) {
    Map<String, Object> letters = new LinkedHashMap<>();
    for (int i = 0; i < text.length(); i++) {
      letters.put(String.valueOf(i), text.substring(i, i + 1));
    }
    return read(new Place(place.pointer(), letters), scope);
  }

  private Condition member(String name, Place place, Scope scope) {
    return switch (name) {
      case "$or" -> any(place, scope);
      case "$nor" -> Tests.not(any(place, scope));
      case "$and" -> {
        if (place.isNull()) {
          yield malformed(place);
        }
        List<Condition> parts = new ArrayList<>();
        for (Place part : listed(place)) {
          parts.add(read(part, scope));
        }
        yield Tests.all(parts);
      }
      case "$not" -> Tests.not(read(place, scope));
      case "$savedGroup" -> savedGroup(place, scope);
      default -> ofPath(name, place, scope);
    };
  }

  private Condition any(Place place, Scope scope) {
    if (place.isNull()) {
      return malformed(place);
    }
    List<Place> listed = listed(place);
    if (listed.isEmpty()) {
      return Tests.ALWAYS;
    }
    List<Condition> parts = new ArrayList<>();
    for (Place part : listed) {
      parts.add(read(part, scope));
    }
    return Tests.any(parts);
  }

  /// What has no length has no elements either.
  private static List<Place> listed(Place place) {
    return place.value() instanceof List<?> ? place.elements() : List.of();
  }

  private Condition ofPath(String path, Place wanted, Scope scope) {
    if (!scope.element()) {
      return ofValue(wanted, new Subject.OfAttribute(attributes.named(path)), scope, false);
    }
    List<String> steps = List.of(path.split("\\.", -1));
    List<Condition> lists = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (AttributePaths.mayLeadIntoList(steps.get(i))) {
        String before = i == 0 ? "$element" : AttributePaths.pointer(steps.subList(0, i));
        lists.add(new Subject.OfAttribute(before).isList());
      }
    }
    String first = steps.getFirst();
    if (steps.size() > Limits.PATH_DEPTH
        || first.equals("$now")
        || first.equals("$unit")
        || first.equals("$element")) {
      return unsupported(wanted, "path " + path, "elements of lists have no such members for us");
    }
    Condition ofMember =
        ofValue(wanted, new Subject.OfAttribute(AttributePaths.pointer(steps)), scope, false);
    if (lists.isEmpty()) {
      return ofMember;
    }
    return Tests.all(
        Tests.any(Tests.not(Tests.any(lists)), new Condition.Broken("LIST_IN_ELEMENT")), ofMember);
  }

  /// What a value must be: a constant, or what all operators say.
  Condition ofValue(Place wanted, Subject subject, Scope scope, boolean ignoreCase) {
    return switch (wanted.value()) {
      case null -> Tests.not(subject.exists());
      case String text ->
          ignoreCase
              ? operators.equalsIgnoringCase(subject.text(text.equalsIgnoreCase("null")), text)
              : subject.equalTo(subject.text(text.equals("null")), new Value.Text(text));
      case Number number ->
          subject.equalTo(
              subject.number(number.doubleValue() == 0), new Value.Numeric(number.doubleValue()));
      case Boolean b -> Tests.all(subject.exists(), subject.isTruthy(b));
      case Map<?, ?> map when isOperators(map) -> {
        List<Condition> parts = new ArrayList<>();
        for (Place.Member member : wanted.members()) {
          parts.add(operators.read(member.name(), member.place(), subject, scope));
        }
        yield Tests.all(parts);
      }
      default ->
          subject.equalTo(
              subject.json(), new Value.Text(JsonText.of(JavaScript.ordered(wanted.value()))));
    };
  }

  static boolean isOperators(Object wanted) {
    return wanted instanceof Map<?, ?> map
        && !map.isEmpty()
        && map.keySet().stream().allMatch(name -> String.valueOf(name).startsWith("$"));
  }

  /// `$inGroup`; a list that all visitors share becomes a segment.
  Condition inGroup(Place reference, Subject subject, Scope scope) {
    String id = JavaScript.text(reference.value());
    List<Object> values = groups.values(id);
    if (values == null) {
      return Tests.NEVER;
    }
    Place listed = new Place(groups.at(id).pointer(), values);
    Condition in = operators.isIn(listed, subject);
    if (!segmented || scope.element() || !(subject instanceof Subject.OfAttribute attribute)) {
      return in;
    }
    return segment(id + " " + attribute.name(), id + "." + attribute.name(), in);
  }

  boolean isList(Place reference) {
    return groups.values(JavaScript.text(reference.value())) != null;
  }

  private Condition segment(String name, String readable, Condition when) {
    String key = segmentKeys.key(readable);
    segments.putIfAbsent(name, new Segment(key, when));
    return new Condition.InSegment(key);
  }

  private Condition savedGroup(Place reference, Scope scope) {
    Object attribute = reference.at("attributeKey").value();
    if (!(reference.at("id").value() instanceof String id)
        || scope.visited().contains(id)
        || (reference.has("attributeKey") && !(attribute instanceof String))) {
      return Tests.NEVER;
    }
    Place group = groups.at(id);
    if ("list".equals(group.at("type").value())) {
      Object key = attribute == null ? group.at("attributeKey").value() : attribute;
      if (!(key instanceof String path) || !(group.at("values").value() instanceof List<?>)) {
        return Tests.NEVER;
      }
      Map<String, Object> in = Map.of(path, Map.of("$inGroup", id));
      return read(new Place(reference.pointer(), in), scope);
    }
    Place condition = group.at("condition");
    if (!"condition".equals(group.at("type").value())
        || !(condition.value() instanceof Map<?, ?> || condition.value() instanceof List<?>)) {
      return Tests.NEVER;
    }
    if (!segmented || scope.element() || groups.needsItself(id)) {
      return read(condition, scope.within(id));
    }
    return segments.containsKey(id)
        ? new Condition.InSegment(segments.get(id).key())
        : segment(id, id, read(condition, scope.within(id)));
  }

  private Condition malformed(Place place) {
    losses.add(place, "condition", "it is not of GrowthBook's form, and cannot be decided");
    return new Condition.Broken(MALFORMED);
  }

  Condition unsupported(Place place, String what, String why) {
    losses.add(place, what, why + "; whoever comes to it gets the caller's default");
    return new Condition.Broken("UNSUPPORTED_CONDITION");
  }
}
