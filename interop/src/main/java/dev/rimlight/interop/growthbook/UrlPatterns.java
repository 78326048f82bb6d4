package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Context;
import dev.rimlight.core.Elements;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Value;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Conditions on the page's address. The context brings its parts along as the attribute `$url`:
/// what we compare with patterns are texts, addresses have to be divided before.
final class UrlPatterns {
  static final String ATTRIBUTE = "$url";

  /// GrowthBook's wild card while a pattern is read as an address.
  private static final String WILD = "_____";

  private UrlPatterns() {}

  /// Included are addresses that one of the including patterns matches, if there are any, and none
  /// of the excluding ones.
  static Condition condition(Place patterns, Losses losses) {
    List<Condition> includes = new ArrayList<>();
    List<Condition> excludes = new ArrayList<>();
    for (Place pattern : patterns.elements()) {
      Condition matches = matches(pattern, losses);
      if (Boolean.FALSE.equals(pattern.at("include").value())) {
        excludes.add(Tests.not(matches));
      } else {
        includes.add(matches);
      }
    }
    if (patterns.elements().isEmpty()) {
      return Tests.NEVER;
    }
    if (!includes.isEmpty()) {
      excludes.addFirst(Tests.any(includes));
    }
    return Tests.all(excludes);
  }

  /// What a context has to bring along; nothing for what is no address.
  static void describe(String url, Context context) {
    Optional<WebAddress> address = WebAddress.parse(url, "_");
    if (address.isEmpty()) {
      return;
    }
    Map<String, Value> parts = new LinkedHashMap<>();
    parts.put("host", new Value.Text(address.get().host()));
    parts.put("path", new Value.Text(address.get().path()));
    parts.put("hash", new Value.Text(address.get().fragment()));
    parts.put("href", new Value.Text(address.get().href()));
    parts.put("rest", new Value.Text(address.get().rest()));
    Map<String, Value> query = new LinkedHashMap<>();
    address.get().parameters().forEach((name, value) -> query.put(name, new Value.Text(value)));
    parts.put("query", Value.Members.of(query));
    context.with(ATTRIBUTE, Value.Members.of(parts));
  }

  private static Condition matches(Place pattern, Losses losses) {
    if (!(pattern.at("pattern").value() instanceof String text)) {
      return Tests.NEVER;
    }
    if ("regex".equals(pattern.at("type").value())) {
      return Tests.any(found("href", text, pattern, losses), found("rest", text, pattern, losses));
    }
    return "simple".equals(pattern.at("type").value()) ? simple(text) : Tests.NEVER;
  }

  private static Condition found(String part, String pattern, Place where, Losses losses) {
    try {
      return Checks.matches(JavaScriptPattern.toRe2(pattern))
          .map(check -> Tests.passes(part(List.of(part)), check))
          .orElse(Tests.NEVER);
    } catch (JavaScriptPattern.Unwritable e) {
      if (e.fault() == JavaScriptPattern.Fault.INVALID) {
        return Tests.NEVER;
      }
      losses.add(where, "pattern " + pattern, "our engine has no look-around and back references");
      return new Condition.Broken("UNSUPPORTED_CONDITION");
    }
  }

  private static Condition simple(String pattern) {
    Optional<WebAddress> expected =
        WebAddress.parse(
            pattern.replaceFirst("(?i)^([^:/?]*)\\.", "https://$1.").replace("*", WILD), WILD);
    if (expected.isEmpty()) {
      return Tests.NEVER;
    }
    List<Condition> parts = new ArrayList<>();
    parts.add(like(List.of("host"), expected.get().host(), false));
    parts.add(like(List.of("path"), expected.get().path(), true));
    if (!expected.get().fragment().isEmpty()) {
      parts.add(like(List.of("hash"), expected.get().fragment(), false));
    }
    for (String[] pair : expected.get().pairs()) {
      Condition given = like(List.of("query", pair[0]), pair[1], false);
      boolean anything = pair[1].replace(WILD, "").isEmpty();
      parts.add(
          anything
              ? Tests.any(given, Tests.not(Tests.exists(part(List.of("query", pair[0])))))
              : given);
    }
    return Tests.all(parts);
  }

  /// A missing parameter is empty, and so is what it is compared with where anything goes.
  private static Condition like(List<String> part, String expected, boolean path) {
    String literal = path ? expected.replaceFirst("^/", "").replaceFirst("/$", "") : expected;
    StringBuilder pattern = new StringBuilder("(?i)^").append(path ? "/?" : "");
    String separator = "";
    for (String piece : literal.split(WILD, -1)) {
      pattern.append(separator);
      piece
          .codePoints()
          .forEach(point -> pattern.append("\\x{").append(Integer.toHexString(point)).append('}'));
      separator = "[^\\n\\r\\x{2028}\\x{2029}]*";
    }
    pattern.append(path ? "/?" : "").append('$');
    return Checks.matches(pattern.toString())
        .<Condition>map(check -> new Condition.Test(part(part), Elements.WHOLE, check))
        .orElse(Tests.NEVER);
  }

  private static Attribute part(List<String> names) {
    List<String> path = new ArrayList<>(List.of(ATTRIBUTE));
    path.addAll(names);
    return AttributePaths.read(AttributePaths.pointer(path), Reading.VALUE, false);
  }
}
