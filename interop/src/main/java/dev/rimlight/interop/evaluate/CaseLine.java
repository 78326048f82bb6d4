package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Case;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;

/// Reads a case from its line.
final class CaseLine {
  private CaseLine() {}

  /// Throws [InvalidDocument] when a member is not what it should be; the id is known to be a
  /// string.
  ///
  /// @param nowMillis the clock of cases that have none
  static Case read(Place line, long nowMillis) {
    return new Case(
        line.at("id").text(),
        line.at("flag").text(),
        type(line.at("type")),
        line.at("default").value(),
        line.at("context").value(),
        line.at("now").isNull() ? nowMillis : millis(line.at("now")),
        line.at("sticky").isNull() ? null : line.at("sticky").array());
  }

  private static Case.Type type(Place place) {
    String name = place.textOr("any");
    for (Case.Type type : Case.Type.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return type;
      }
    }
    throw place.wrong("must be boolean, string, integer, number, object or any");
  }

  private static long millis(Place place) {
    try {
      return OffsetDateTime.parse(place.text()).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw place.wrong("must be a time as RFC 3339 writes it");
    }
  }
}
