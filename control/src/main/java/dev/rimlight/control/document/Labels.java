package dev.rimlight.control.document;

import java.util.List;
import java.util.Map;

/// The words for people in flags and experiments, which the engine does not read: their lengths are
/// checked here.
final class Labels {
  static final int NAME_CHARS = 200;
  static final int TEXT_CHARS = 2_000;

  private Labels() {}

  static void check(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    fields.optionalText("name", NAME_CHARS);
    fields.optionalText("description", TEXT_CHARS);
    fields.optionalText("hypothesis", TEXT_CHARS);
    if (document.get("variants") instanceof List<?> variants) {
      for (int i = 0; i < variants.size(); i++) {
        if (variants.get(i) instanceof Map<?, ?> variant) {
          Fields.of(variant, "/variants/" + i).optionalText("name", NAME_CHARS);
        }
      }
    }
  }
}
