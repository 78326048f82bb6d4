package dev.rimlight.control.document;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What flags and experiments say to others than the engine, which does not read it: the words for
/// people, by their lengths, and how surely a kill must hold.
final class Labels {
  static final int NAME_CHARS = 200;
  static final int TEXT_CHARS = 2_000;
  static final int TAGS = 50;
  static final int TAG_CHARS = 64;

  private static final Pattern TAG = Pattern.compile(".{1," + TAG_CHARS + "}");

  private Labels() {}

  static String tag(Object item, String pointer) {
    return Fields.matching(item, pointer, TAG);
  }

  static void check(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    fields.optionalText("name", NAME_CHARS);
    fields.optionalText("description", TEXT_CHARS);
    fields.optionalText("hypothesis", TEXT_CHARS);
    fields.optionalOneOf(KillClass.FIELD, List.of(KillClass.values()), KillClass::word);
    fields.optionalOneOf(OnHarm.FIELD, List.of(OnHarm.values()), OnHarm::word);
    if (document.get("variants") instanceof List<?> variants) {
      for (int i = 0; i < variants.size(); i++) {
        if (variants.get(i) instanceof Map<?, ?> variant) {
          Fields.of(variant, "/variants/" + i).optionalText("name", NAME_CHARS);
        }
      }
    }
  }
}
