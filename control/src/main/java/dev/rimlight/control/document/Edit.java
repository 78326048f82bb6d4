package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One change of the HTML in the stream, made when the flag serves the variant.
///
/// Whoever may edit a route must not thereby be able to run script in visitors' browsers. So
/// elements and attributes come from lists, text is escaped at the edge, and a URL has a scheme
/// from a list.
///
/// @param name setAttribute: the attribute
/// @param element insert: the element to make
/// @param className insert: its class
/// @param value the text; null takes the variant's own value
record Edit(
    String flag,
    String variant,
    String selector,
    Action action,
    @Nullable String name,
    @Nullable String element,
    @Nullable String className,
    @Nullable String value) {
  static final int NAME_CHARS = 64;
  static final int ELEMENT_CHARS = 32;
  static final int CLASS_CHARS = 200;
  static final int VALUE_CHARS = 2_000;

  static final Set<String> ELEMENTS = Set.of("p", "span", "strong", "em", "div", "small");
  static final Set<String> URL_ATTRIBUTES = Set.of("href", "src", "action");
  static final Set<String> URL_SCHEMES = Set.of("http", "https", "mailto", "tel");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "action",
          "alt",
          "class",
          "dir",
          "disabled",
          "height",
          "hidden",
          "href",
          "lang",
          "loading",
          "placeholder",
          "rel",
          "role",
          "src",
          "target",
          "title",
          "value",
          "width");

  /// What an edit does at the selected element.
  enum Action {
    SET_TEXT("setText", false),
    SET_ATTRIBUTE("setAttribute", false),
    INSERT_BEFORE("insertBefore", true),
    INSERT_AFTER("insertAfter", true),
    PREPEND("prepend", true),
    APPEND("append", true);

    private final String word;
    private final boolean inserts;

    Action(String word, boolean inserts) {
      this.word = word;
      this.inserts = inserts;
    }

    String word() {
      return word;
    }
  }

  static Edit read(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    Action action = fields.oneOf("action", List.of(Action.values()), Action::word);
    Edit edit =
        new Edit(
            fields.key("flag"),
            fields.key("variant"),
            Selector.read(fields),
            action,
            attribute(fields, action),
            element(fields, action),
            fields.optionalText("className", CLASS_CHARS).orElse(null),
            fields.optionalText("value", VALUE_CHARS).orElse(null));
    if (edit.className() != null && !action.inserts) {
      throw fields.wrong("className", edit.className(), "must be absent for " + action.word());
    }
    if (edit.value() != null) {
      edit.requireSafe(edit.value(), pointer + "/value");
    }
    fields.end();
    return edit;
  }

  private static @Nullable String attribute(Fields fields, Action action) {
    if (action != Action.SET_ATTRIBUTE) {
      if (fields.has("name")) {
        throw fields.wrong(
            "name", fields.text("name", NAME_CHARS), "must be absent for " + action.word());
      }
      return fields.optionalText("name", NAME_CHARS).orElse(null);
    }
    String name = fields.text("name", NAME_CHARS);
    if (!ATTRIBUTES.contains(name) && !name.matches("(aria|data)-[a-z][a-z0-9-]*")) {
      throw new InvalidDefinition(
          "attribute_not_allowed",
          fields.pointer("name"),
          "name == \"%s\", must be aria-*, data-* or one of %s"
              .formatted(name, String.join(", ", ATTRIBUTES.stream().sorted().toList())));
    }
    return name;
  }

  private static @Nullable String element(Fields fields, Action action) {
    if (!action.inserts) {
      if (fields.has("element")) {
        throw fields.wrong(
            "element",
            fields.text("element", ELEMENT_CHARS),
            "must be absent for " + action.word());
      }
      return fields.optionalText("element", ELEMENT_CHARS).orElse(null);
    }
    String element = fields.text("element", ELEMENT_CHARS);
    if (!ELEMENTS.contains(element)) {
      throw new InvalidDefinition(
          "element_not_allowed",
          fields.pointer("element"),
          "element == \"%s\", must be one of %s"
              .formatted(element, String.join(", ", ELEMENTS.stream().sorted().toList())));
    }
    return element;
  }

  /// Holds also for a variant's own value, which is checked when the drafts are compiled.
  void requireSafe(String text, String pointer) {
    if (name == null || !URL_ATTRIBUTES.contains(name)) {
      return;
    }
    String scheme = scheme(text);
    if (!scheme.isEmpty() && !URL_SCHEMES.contains(scheme)) {
      throw new InvalidDefinition(
          "url_not_allowed",
          pointer,
          "the scheme of %s == \"%s\", must be one of %s"
              .formatted(name, scheme, String.join(", ", URL_SCHEMES.stream().sorted().toList())));
    }
  }

  /// Browsers ignore white space and control characters before and within a scheme, so they are not
  /// seen here either.
  private static String scheme(String url) {
    StringBuilder scheme = new StringBuilder();
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return scheme.toString();
      }
      if (c == '/' || c == '?' || c == '#') {
        return "";
      }
      if (c > ' ') {
        scheme.append(Character.toLowerCase(c));
      }
    }
    return "";
  }
}
