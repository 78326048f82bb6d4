package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a term finds its value in a context. A name that begins with "/" is a path through
/// objects, written like a JSON pointer (`~1` is "/", `~0` is "~"): "/address/city". Paths do not
/// lead into lists. Any other name is an attribute of the context.
///
/// `$now` is the time of the decision in Unix milliseconds, `$unit` the visitor's id, `$element`
/// the element that [Condition.ForElements] is at; below an element, names and paths are those of
/// the element. Other kinds than the visitor are objects: "/user/plan", "/account/key".
///
/// @param name as somebody wrote it
/// @param path the names on the way, the context's attribute first
/// @param as what of the value is looked at
/// @param orNull whether a missing value counts as null; else it counts as no value
public record Attribute(String name, List<String> path, Reading as, boolean orNull)
    implements Term {
  public static final String NOW = "$now";
  public static final String UNIT = "$unit";
  public static final String ELEMENT = "$element";

  public Attribute {
    path = List.copyOf(path);
  }

  public static Optional<Attribute> parse(String name) {
    return parse(name, Reading.VALUE, false);
  }

  /// Empty when the name is no path although it begins like one, or is longer than
  /// [Limits#PATH_DEPTH].
  public static Optional<Attribute> parse(String name, Reading as, boolean orNull) {
    if (name.isEmpty() || name.charAt(0) != '/') {
      return Optional.of(new Attribute(name, List.of(name), as, orNull));
    }
    List<String> path = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/') {
        path.add(step.toString());
        step.setLength(0);
      } else if (c == '~') {
        i++;
        char escaped = i < name.length() ? name.charAt(i) : ' ';
        if (escaped != '0' && escaped != '1') {
          return Optional.empty();
        }
        step.append(escaped == '0' ? '~' : '/');
      } else {
        step.append(c);
      }
    }
    path.add(step.toString());
    return path.size() > Limits.PATH_DEPTH
        ? Optional.empty()
        : Optional.of(new Attribute(name, path, as, orNull));
  }

  /// The context's attribute that the path begins with.
  public String root() {
    return path.get(0);
  }

  /// What there is, or null.
  @Override
  public @Nullable Value value(Question question) {
    Value seen = found(question);
    if (seen == null || seen instanceof Value.Null) {
      return orNull ? as.of(Value.NULL) : null;
    }
    return as == Reading.VALUE ? seen : as.of(seen);
  }

  private @Nullable Value found(Question question) {
    Value seen = question.named(root());
    for (int i = 1; i < path.size(); i++) {
      if (!(seen instanceof Value.Members members)) {
        return null;
      }
      seen = members.member(path.get(i));
    }
    return seen;
  }
}
