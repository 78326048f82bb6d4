package dev.rimlight.control.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/// What of a page an edit can be about: its elements with text, links, buttons and pictures, each
/// by a selector that a stream can answer.
public final class Outline {
  static final int MOST_ELEMENTS = 300;
  static final int TEXT_CHARS = 120;

  /// What people see and would change.
  private static final String VISIBLE =
      "h1,h2,h3,h4,h5,h6,p,a,button,img,input,label,li,span,strong,em,small,td,th,figcaption,blockquote,summary";

  /// A name that needs no escape in a selector.
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private Outline() {}

  /// One element.
  ///
  /// @param selector meets this element, and on this page so many as `matches`
  /// @param element its name, as h1
  /// @param text of it, cut; of a picture or a field what stands for it
  public record Part(String selector, String element, String text, int matches) {}

  /// In the order of the page.
  public static List<Part> of(String html) {
    Document page = Jsoup.parse(html);
    List<Part> parts = new ArrayList<>();
    for (Element element : page.body().select(VISIBLE)) {
      if (parts.size() == MOST_ELEMENTS) {
        break;
      }
      String text = text(element);
      Optional<String> selector = text.isEmpty() ? Optional.empty() : selector(element, page);
      selector.ifPresent(found ->
          parts.add(new Part(found, element.normalName(), text, page.select(found).size())));
    }
    return parts;
  }

  /// How many elements of the page a selector meets; empty when a stream cannot answer it.
  public static Optional<Integer> matches(String html, String selector) {
    if (!Selector.refusal(selector).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Jsoup.parse(html).select(selector).size());
    } catch (SelectorParseException _) {
      return Optional.empty();
    }
  }

  private static String text(Element element) {
    String own =
        switch (element.normalName()) {
          case "img" -> element.attr("alt");
          case "input" ->
              element.hasAttr("value") ? element.attr("value") : element.attr("placeholder");
          default -> element.ownText();
        };
    return own.length() <= TEXT_CHARS ? own : own.substring(0, TEXT_CHARS - 1) + "\u2026";
  }

  /// By its id; else by its classes, if no other element has them; else by its place below the
  /// nearest element that can be named.
  private static Optional<String> selector(Element element, Document page) {
    Optional<String> named = named(element);
    if (named.isPresent() && page.select(named.get()).size() == 1) {
      return named;
    }
    StringBuilder path = new StringBuilder();
    for (Element at = element; at != null && !at.normalName().equals("body"); at = at.parent()) {
      Optional<String> name = named(at).filter(found -> page.select(found).size() == 1);
      if (name.isPresent()) {
        return fitting(name.get() + path);
      }
      path.insert(0, " > " + at.normalName() + place(at));
    }
    return fitting("body" + path);
  }

  private static Optional<String> fitting(String selector) {
    return Optional.of(selector)
        .filter(found -> found.length() <= Selector.CHARS && Selector.refusal(found).isEmpty());
  }

  private static Optional<String> named(Element element) {
    if (NAME.matcher(element.id()).matches()) {
      return Optional.of("#" + element.id());
    }
    List<String> classes =
        element.classNames().stream()
            .filter(name -> NAME.matcher(name).matches())
            .limit(3)
            .toList();
    return classes.isEmpty()
        ? Optional.empty()
        : Optional.of(element.normalName() + "." + String.join(".", classes));
  }

  private static String place(Element element) {
    Element parent = element.parent();
    if (parent == null) {
      return "";
    }
    List<Element> alike =
        parent.children().stream()
            .filter(child -> child.normalName().equals(element.normalName()))
            .toList();
    return alike.size() == 1 ? "" : ":nth-of-type(%d)".formatted(alike.indexOf(element) + 1);
  }
}
