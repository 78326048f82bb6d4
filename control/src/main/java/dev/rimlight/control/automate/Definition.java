package dev.rimlight.control.automate;

import dev.rimlight.control.document.Noun;
import java.util.Map;

/// A document as it lies in a file.
record Definition(Noun noun, String key, Map<String, Object> tree) {
  /// As people say it.
  String name() {
    return noun.word() + " " + key;
  }
}
