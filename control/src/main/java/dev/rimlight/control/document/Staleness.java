package dev.rimlight.control.document;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a flag could go: its time is over, or for long it has given everybody the same.
///
/// @param reason expired, constant or off
public record Staleness(String reason, String sentence) {
  static final Duration LONG = Duration.ofDays(30);

  /// Looks at a flag.
  ///
  /// @param published what the edge runs
  /// @param unchangedSince when the draft changed last
  public static Optional<Staleness> of(
      Map<String, Object> published, Instant unchangedSince, Instant now) {
    if (published.get("expires") instanceof String written && past(written, now)) {
      return Optional.of(new Staleness("expired", "It was to be gone by " + written + "."));
    }
    Duration unchanged = Duration.between(unchangedSince, now);
    if (unchanged.compareTo(LONG) < 0) {
      return Optional.empty();
    }
    if (!Boolean.TRUE.equals(published.get("on"))) {
      return Optional.of(
          new Staleness(
              "off", "It is off, and has not changed for %d days.".formatted(unchanged.toDays())));
    }
    boolean rules = published.get("rules") instanceof List<?> some && !some.isEmpty();
    if (!rules
        && published.get("default") instanceof Map<?, ?> serve
        && serve.get("variant") instanceof String variant) {
      return Optional.of(
          new Staleness(
              "constant",
              "It gives %s to everybody, and has not changed for %d days."
                  .formatted(variant, unchanged.toDays())));
    }
    return Optional.empty();
  }

  private static boolean past(String written, Instant now) {
    try {
      return OffsetDateTime.parse(written).toInstant().isBefore(now);
    } catch (DateTimeException _) {
      return false; // the document's own check says so
    }
  }
}
