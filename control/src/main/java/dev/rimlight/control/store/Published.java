package dev.rimlight.control.store;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.util.Map;

/// A document of the newest revision.
public record Published(Noun noun, String key, long version, String body) {

  public Map<String, Object> tree() {
    return Json.readStored(body);
  }
}
