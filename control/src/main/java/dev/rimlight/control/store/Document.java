package dev.rimlight.control.store;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.util.Map;
import java.util.OptionalLong;

/// A draft as it is kept: its text, and which version of it this is.
public record Document(
    Noun noun,
    String key,
    long version,
    String body,
    long updatedAt,
    String updatedBy,
    OptionalLong startedAt,
    OptionalLong stoppedAt) {

  public Map<String, Object> tree() {
    return Json.readStored(body);
  }
}
