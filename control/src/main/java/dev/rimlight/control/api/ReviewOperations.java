package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.review.Reviewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What publishing would change, and why somebody gets what they get.
final class ReviewOperations {
  static final int MOST_FLAGS = 100;

  private static final String BASE = "/v1/environments/{environment}";
  private static final Set<String> FIELDS = Set.of("context", "of", "flags");

  private final Reviewer reviewer;

  ReviewOperations(Reviewer reviewer) {
    this.reviewer = reviewer;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(
            Role.VIEWER,
            "GET",
            BASE + "/publication/review",
            _ -> new Answer.Value(reviewer.review())),
        Operation.of(Role.VIEWER, "POST", BASE + "/explanations", this::explain));
  }

  private Answer explain(Call call) {
    Map<String, Object> body = call.body();
    for (String name : body.keySet()) {
      if (!FIELDS.contains(name)) {
        throw new Rejected(
            Rejection.INVALID_REQUEST,
            "%s is unknown, must be context, of or flags".formatted(name));
      }
    }
    List<Map<String, Object>> decisions =
        reviewer
            .explain(
                context(body.get("context")), ofDrafts(body.get("of")), flags(body.get("flags")))
            .stream()
            .map(ReviewOperations::shown)
            .toList();
    return new Answer.Value(Map.of("decisions", decisions));
  }

  private static Map<String, Object> shown(Reviewer.Explained explained) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("flag", explained.flag());
    shown.put("variant", explained.variant());
    shown.put("trace", Json.readStored(explained.trace()));
    return shown;
  }

  private static Map<String, Object> context(@Nullable Object given) {
    Map<String, Object> context = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> context.put(String.valueOf(name), value));
    } else if (given != null) {
      throw new Rejected(Rejection.INVALID_REQUEST, "context must be an object");
    }
    return context;
  }

  private static boolean ofDrafts(@Nullable Object given) {
    return switch (given) {
      case null -> false;
      case String word when word.equals("published") -> false;
      case String word when word.equals("drafts") -> true;
      default ->
          throw new Rejected(
              Rejection.INVALID_REQUEST,
              "of == %s, must be published or drafts".formatted(Json.write(given)));
    };
  }

  private static List<String> flags(@Nullable Object given) {
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof List<?> keys) || keys.size() > MOST_FLAGS) {
      throw new Rejected(
          Rejection.INVALID_REQUEST, "flags must be a list of <= %d keys".formatted(MOST_FLAGS));
    }
    return keys.stream().map(String::valueOf).toList();
  }
}
