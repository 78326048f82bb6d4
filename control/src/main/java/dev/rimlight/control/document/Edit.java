package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One change of the HTML in the stream, made when the flag serves the variant.
///
/// Whoever may edit a route must not thereby be able to run script in visitors' browsers, unless
/// the operator allows it. So elements and attributes come from lists, text is escaped at the edge,
/// and a URL has a scheme from a list.
///
/// @param selector null: the edit is made in the page's head
/// @param name the attribute
/// @param element the element to make
/// @param className its class, or the one to add or remove
/// @param value the text; null takes the variant's own value
/// @param html what stands there instead
record Edit(
    String flag,
    String variant,
    @Nullable String selector,
    Action action,
    @Nullable String name,
    @Nullable String element,
    @Nullable String className,
    @Nullable String value,
    @Nullable String html) {
  static final int NAME_CHARS = 64;
  static final int ELEMENT_CHARS = 32;
  static final int CLASS_CHARS = 200;
  static final int VALUE_CHARS = 2_000;
  static final int CODE_CHARS = 20_000;

  static final Set<String> ELEMENTS = Set.of("p", "span", "strong", "em", "div", "small");
  static final Set<String> URL_ATTRIBUTES = Set.of("href", "src", "action");

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

  static Edit read(Object node, String pointer, Scripts scripts) {
    Fields fields = Fields.of(node, pointer);
    Action action = Action.read(fields, scripts);
    String html = html(fields, action);
    Edit edit =
        new Edit(
            fields.key("flag"),
            fields.key("variant"),
            action.takes(Action.Part.SELECTOR) ? Selector.read(fields) : null,
            action,
            action.takes(Action.Part.NAME) ? attribute(fields) : null,
            action.makesContent() && html == null ? element(fields) : null,
            className(fields, action),
            value(fields, action),
            html);
    if (edit.value() != null) {
      edit.requireSafe(edit.value(), fields.pointer("value"));
    }
    fields.end();
    return edit;
  }

  private static @Nullable String html(Fields fields, Action action) {
    String html =
        action == Action.SET_HTML
            ? fields.text("html", CODE_CHARS)
            : fields.optionalText("html", CODE_CHARS).orElse(null);
    if (html != null) {
      Markup.requireSafe(html, fields.pointer("html"));
      fields.absent("element", "beside html");
      fields.absent("className", "beside html");
      fields.absent("value", "beside html");
    }
    return html;
  }

  private static String attribute(Fields fields) {
    String name = fields.text("name", NAME_CHARS);
    if (!ATTRIBUTES.contains(name) && !Markup.isPlainName(name)) {
      throw new InvalidDefinition(
          "attribute_not_allowed",
          fields.pointer("name"),
          "name == \"%s\", must be aria-*, data-* or one of %s"
              .formatted(name, String.join(", ", ATTRIBUTES.stream().sorted().toList())));
    }
    return name;
  }

  private static String element(Fields fields) {
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

  private static @Nullable String className(Fields fields, Action action) {
    if (action.makesContent() || !action.takes(Action.Part.CLASS_NAME)) {
      return fields.optionalText("className", CLASS_CHARS).orElse(null);
    }
    String className = fields.text("className", CLASS_CHARS);
    if (className.isBlank()) {
      throw fields.wrong("className", className, "must name a class");
    }
    return className;
  }

  private static @Nullable String value(Fields fields, Action action) {
    return switch (action) {
      case INJECT_CSS, INJECT_JS -> fields.text("value", CODE_CHARS);
      default -> fields.optionalText("value", VALUE_CHARS).orElse(null);
    };
  }

  /// Holds also for a variant's own value, which is checked when the drafts are compiled.
  void requireSafe(String text, String pointer) {
    switch (action) {
      case SET_ATTRIBUTE -> {
        if (name != null && URL_ATTRIBUTES.contains(name)) {
          Scheme.requireAllowed(name, text, pointer);
        }
      }
      case INJECT_CSS -> Stylesheet.requireSafe(text, pointer);
      case INJECT_JS -> requireOneScript(text, pointer);
      default -> {} // text: the edge escapes it
    }
  }

  /// Inside the element that the edge makes, these would end it or change how it is read.
  private static void requireOneScript(String text, String pointer) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String marker : new String[] {"</script", "<script", "<!--"}) {
      if (lower.contains(marker)) {
        throw new InvalidDefinition(
            "invalid_value", pointer, "value contains %s, must not".formatted(marker));
      }
    }
  }
}
