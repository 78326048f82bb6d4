package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a condition finds its value in a context. A name that begins with "/" is a path through
/// objects, written like a JSON pointer (`~1` is "/", `~0` is "~"): "/address/city". Paths do not
/// lead into lists. Any other name is an attribute of the context.
///
/// @param name as somebody wrote it
/// @param path the names on the way, the context's attribute first
/// @param elements which elements must hold, if the value is a list
public record Attribute(String name, List<String> path, Elements elements) {
  public Attribute {
    path = List.copyOf(path);
  }

  /// Empty when the name is no path although it begins like one, or is longer than
  /// [Limits#PATH_DEPTH].
  static Optional<Attribute> parse(String name, Elements elements) {
    if (name.isEmpty() || name.charAt(0) != '/') {
      return Optional.of(new Attribute(name, List.of(name), elements));
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
        : Optional.of(new Attribute(name, path, elements));
  }

  /// The context's attribute that the path begins with.
  public String root() {
    return path.get(0);
  }

  /// What the context has there, or null.
  @Nullable Value in(Context context) {
    Value seen = context.attribute(root());
    for (int i = 1; i < path.size(); i++) {
      if (!(seen instanceof Value.Members members)) {
        return null;
      }
      seen = members.byName().get(path.get(i));
    }
    return seen;
  }
}
