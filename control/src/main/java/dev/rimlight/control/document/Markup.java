package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/// HTML that an author brings into a page: elements and attributes of a list, none of which runs
/// anything.
///
/// The edge inserts the text as it was written, so it is not enough that what a parser made of it
/// is harmless: whatever a parser would mend is refused too, because another may mend it in another
/// way, and an element that stays open would swallow the rest of the page.
final class Markup {
  private static final int ERRORS = 1;
  private static final Pattern PLAIN_NAME = Pattern.compile("(aria|data)-[a-z][a-z0-9-]*");
  private static final Pattern TAG = Pattern.compile("<[A-Za-z]");
  private static final Set<String> URLS = Set.of("href", "src", "cite");

  private static final Safelist ALLOWED =
      Safelist.relaxed()
          .addTags(
              "abbr",
              "address",
              "article",
              "aside",
              "button",
              "del",
              "details",
              "figcaption",
              "figure",
              "footer",
              "header",
              "hr",
              "ins",
              "kbd",
              "main",
              "mark",
              "nav",
              "s",
              "section",
              "summary",
              "time")
          .addAttributes(":all", "class", "dir", "hidden", "lang", "role", "title")
          .addAttributes("a", "rel", "target")
          .addAttributes("button", "disabled", "type")
          .addAttributes("details", "open")
          .addAttributes("img", "loading")
          .addAttributes("time", "datetime")
          .removeProtocols("a", "href", "ftp", "http", "https", "mailto")
          .removeProtocols("blockquote", "cite", "http", "https")
          .removeProtocols("cite", "cite", "http", "https")
          .removeProtocols("img", "src", "http", "https")
          .removeProtocols("q", "cite", "http", "https"); // Scheme says which, as for other edits

  private Markup() {}

  /// An attribute that means nothing to a browser itself.
  static boolean isPlainName(String attribute) {
    return PLAIN_NAME.matcher(attribute).matches();
  }

  static void requireSafe(String html, String pointer) {
    Parser parser = Parser.htmlParser().setTrackErrors(ERRORS).setTrackPosition(true);
    Document page = Document.createShell("");
    List<Element> written = new ArrayList<>();
    for (Node node : parser.parseFragmentInput(html, page.body(), "")) {
      node.traverse(
          (NodeVisitor)
              (found, _) -> {
                requireSafe(found, pointer);
                if (found instanceof Element element && !element.sourceRange().isImplicit()) {
                  written.add(element);
                }
              });
    }
    written.forEach(element -> requireClosed(element, pointer));
    if (!parser.getErrors().isEmpty()) {
      ParseError error = parser.getErrors().getFirst();
      throw refused(
          "invalid_html",
          pointer,
          "html is not well-formed at character %d, must be: %s"
              .formatted(error.getPosition(), error.getErrorMessage()));
    }
    long tags = TAG.matcher(html).results().count();
    if (tags != written.size()) {
      throw refused(
          "invalid_html",
          pointer,
          "html has %d times < before a letter, must have it only where one of its %d elements begins"
              .formatted(tags, written.size()));
    }
  }

  private static void requireSafe(Node node, String pointer) {
    switch (node) {
      case Element element -> {
        if (!ALLOWED.isSafeTag(element.tagName())) {
          throw refused(
              "element_not_allowed",
              pointer,
              "html has the element %s, must have only such as structure a text, lists, tables,"
                      .formatted(element.tagName())
                  + " images and buttons");
        }
        for (Attribute attribute : element.attributes()) {
          requireSafe(element, attribute, pointer);
        }
      }
      case TextNode _ -> {} // read as text by everybody
      default ->
          throw refused(
              "element_not_allowed",
              pointer,
              "html has a node %s, must have only elements and text".formatted(node.nodeName()));
    }
  }

  private static void requireSafe(Element element, Attribute attribute, String pointer) {
    String name = attribute.getKey();
    if (!ALLOWED.isSafeAttribute(element.tagName(), element, attribute) && !isPlainName(name)) {
      throw refused(
          "attribute_not_allowed",
          pointer,
          "html has the attribute %s of %s, must have only class, title and the like, aria-* and data-*"
              .formatted(name, element.tagName()));
    }
    if (URLS.contains(name)) {
      Scheme.requireAllowed(name, attribute.getValue(), pointer);
    }
  }

  private static void requireClosed(Element element, String pointer) {
    boolean closed = element.endSourceRange().isTracked() && !element.endSourceRange().isImplicit();
    if (!closed && !element.tag().isEmpty()) {
      throw refused(
          "invalid_html",
          pointer,
          "html does not close the element %s, must close every one".formatted(element.tagName()));
    }
  }

  private static InvalidDefinition refused(String code, String pointer, String message) {
    return new InvalidDefinition(code, pointer, message);
  }
}
