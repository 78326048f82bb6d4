package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What an edit does at the selected element, and what must be said for it.
enum Action {
  SET_TEXT("setText"),
  SET_HTML("setHtml"),
  SET_ATTRIBUTE("setAttribute"),
  REMOVE_ATTRIBUTE("removeAttribute"),
  ADD_CLASS("addClass"),
  REMOVE_CLASS("removeClass"),
  REMOVE("remove"),
  UNWRAP("unwrap"),
  INSERT_BEFORE("insertBefore"),
  INSERT_AFTER("insertAfter"),
  PREPEND("prepend"),
  APPEND("append"),
  REPLACE("replace"),
  INJECT_CSS("injectCss"),
  INJECT_JS("injectJs");

  private static final String MOVE = "move";

  private final String word;

  Action(String word) {
    this.word = word;
  }

  /// What an edit says beside its flag, its variant and its action.
  enum Part {
    SELECTOR("selector"),
    NAME("name"),
    ELEMENT("element"),
    CLASS_NAME("className"),
    VALUE("value"),
    HTML("html");

    private final String field;

    Part(String field) {
      this.field = field;
    }
  }

  private Set<Part> parts() {
    return switch (this) {
      case SET_TEXT -> EnumSet.of(Part.SELECTOR, Part.VALUE);
      case SET_HTML -> EnumSet.of(Part.SELECTOR, Part.HTML);
      case SET_ATTRIBUTE -> EnumSet.of(Part.SELECTOR, Part.NAME, Part.VALUE);
      case REMOVE_ATTRIBUTE -> EnumSet.of(Part.SELECTOR, Part.NAME);
      case ADD_CLASS, REMOVE_CLASS -> EnumSet.of(Part.SELECTOR, Part.CLASS_NAME);
      case REMOVE, UNWRAP -> EnumSet.of(Part.SELECTOR);
      case INSERT_BEFORE, INSERT_AFTER, PREPEND, APPEND, REPLACE ->
          EnumSet.complementOf(EnumSet.of(Part.NAME));
      case INJECT_CSS, INJECT_JS -> EnumSet.of(Part.VALUE);
    };
  }

  static Action read(Fields fields, Scripts scripts) {
    if (MOVE.equals(fields.text("action", Fields.KEY_CHARS))) {
      throw new InvalidDefinition(
          "action_not_possible",
          fields.pointer("action"),
          "action == \"move\", must be another: a page is edited in one pass, an element that has"
              + " passed cannot be put elsewhere");
    }
    Action action = fields.oneOf("action", List.of(values()), Action::word);
    if (action == INJECT_JS && scripts == Scripts.REFUSED) {
      throw new InvalidDefinition(
          "scripts_not_allowed",
          fields.pointer("action"),
          "action == \"injectJs\", must be another: the control plane was started without"
              + " --allow-scripts");
    }
    for (Part part : Part.values()) {
      if (!action.takes(part)) {
        fields.absent(part.field, "for " + action.word);
      }
    }
    return action;
  }

  String word() {
    return word;
  }

  boolean takes(Part part) {
    return parts().contains(part);
  }

  /// Puts something new at the element: one that it names, or HTML.
  boolean makesContent() {
    return takes(Part.ELEMENT);
  }
}
