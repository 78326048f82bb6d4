package dev.rimlight.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads contexts from parsed JSON: `{"unit", "attributes", "forced", "assigned", "segments",
/// "testing"}`, each optional. Unlike definitions, contexts are of visitors and not of authors: a
/// value that is nested deeper than [Limits#CONTEXT_DEPTH] counts as null, a list is cut.
public final class ContextJson {
  private static final Set<String> FIELDS =
      Set.of("unit", "attributes", "forced", "assigned", "segments", "testing");

  private ContextJson() {}

  public static Context read(Map<String, ?> document) {
    Node node = new Node("", document);
    DefinitionsJson.requireOnly(node, FIELDS);
    Node unit = node.optional("unit");
    Context context = new Context(unit == null ? null : unit.text(Limits.TEXT_CHARS));
    Node attributes = node.optional("attributes");
    if (attributes != null) {
      attributes
          .object()
          .forEach((name, value) -> context.with(String.valueOf(name), value(value, 1)));
    }
    Node forced = node.optional("forced");
    if (forced != null) {
      for (Object experiment : forced.object().keySet()) {
        String key = String.valueOf(experiment);
        context.force(key, forced.member(key).text(Limits.TEXT_CHARS));
      }
    }
    Node assigned = node.optional("assigned");
    if (assigned != null) {
      for (Object experiment : assigned.object().keySet()) {
        assigned(context, String.valueOf(experiment), assigned.member(String.valueOf(experiment)));
      }
    }
    Node segments = node.optional("segments");
    if (segments != null) {
      for (int i = 0; i < segments.list(Limits.SEGMENTS).size(); i++) {
        context.inSegment(segments.item(i).text(Limits.TEXT_CHARS));
      }
    }
    return ConditionJson.flag(node, "testing") ? context.testing() : context;
  }

  /// `[{"version": 0, "variant": "b"}]`
  private static void assigned(Context context, String experiment, Node versions) {
    for (int i = 0; i < versions.list(Limits.VARIANTS).size(); i++) {
      Node item = versions.item(i);
      Node version = item.optional("version");
      context.assigned(
          experiment,
          version == null ? 0 : version.whole(0, Integer.MAX_VALUE),
          item.member("variant").text(Limits.TEXT_CHARS));
    }
  }

  public static Value value(@Nullable Object value, int depth) {
    if (depth > Limits.CONTEXT_DEPTH) {
      return Value.NULL;
    }
    return switch (value) {
      case Boolean b -> Value.of(b);
      case Number n -> {
        double number = n.doubleValue();
        yield Double.isFinite(number) ? new Value.Numeric(number) : Value.NULL;
      }
      case String s -> new Value.Text(s);
      case List<?> list -> {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), Limits.LIST_ELEMENTS); i++) {
          elements.add(value(list.get(i), depth + 1));
        }
        yield new Value.Items(elements);
      }
      case Map<?, ?> map -> {
        Map<String, Value> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), value(member, depth + 1)));
        yield Value.Members.of(members);
      }
      case null, default -> Value.NULL;
    };
  }
}
