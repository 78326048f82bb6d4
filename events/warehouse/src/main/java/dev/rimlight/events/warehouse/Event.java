package dev.rimlight.events.warehouse;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that happened to one unit, as `spec/event.schema.json` defines it. Whoever makes one
/// has checked it against that schema.
public record Event(
    String id,
    Kind kind,
    Instant at,
    String unit,
    String isolate,
    long seq,
    @Nullable String experiment,
    @Nullable String variant,
    @Nullable Long revision,
    @Nullable String name,
    @Nullable Double value,
    @Nullable String route,
    @Nullable String country,
    @Nullable String device,
    @Nullable Boolean bot,
    @Nullable String source) {

  /// What kind of thing happened; the names are those of the schema.
  public enum Kind {
    EXPOSURE("exposure"),
    CONVERSION("conversion"),
    VITAL("vital"),
    ERROR("error"),
    EDGE("edge");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    public static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
  }
}
