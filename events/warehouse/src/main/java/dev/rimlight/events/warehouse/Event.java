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
    @Nullable String source,
    Circumstances circumstances) {

  /// What kind of thing happened; the names are those of the schema.
  public enum Kind {
    EXPOSURE("exposure"),
    CONVERSION("conversion"),
    VITAL("vital"),
    ERROR("error"),
    EDGE("edge"),
    AUDIT("audit"),
    /// Decided but not seen, as for a prefetch: kept, never counted.
    ASSIGNMENT("assignment");

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

  /// What else is known of how it happened. Parts that were written before a field came do not have
  /// its column.
  ///
  /// @param applied the page had every element that the flag's edits select
  /// @param weight how many events this one stands for
  /// @param page the page view
  /// @param colo the data centre that served the page
  /// @param degraded what was away then
  /// @param subject what it is about
  /// @param person who the visitor is, on any device, if known
  public record Circumstances(
      @Nullable Boolean applied,
      @Nullable Double weight,
      @Nullable String navigation,
      @Nullable String page,
      @Nullable String cache,
      @Nullable String colo,
      @Nullable String degraded,
      @Nullable String consent,
      @Nullable String subject,
      @Nullable String person,
      @Nullable String browser) {
    public static final Circumstances UNKNOWN =
        new Circumstances(null, null, null, null, null, null, null, null, null, null, null);
  }
}
