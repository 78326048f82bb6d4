package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Outline;
import dev.rimlight.control.publish.SamplePages;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an edit can be about: the elements of a real page.
final class PageOperations {
  private final SamplePages pages;

  PageOperations(SamplePages pages) {
    this.pages = pages;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(Role.EDITOR, "GET", "/v1/environments/{environment}/page", this::page));
  }

  private Answer page(Call call) {
    String path =
        call.query("path")
            .orElseThrow(
                () -> new Rejected(Rejection.INVALID_REQUEST, "path is missing, must be given"));
    String html = pages.fetch(path);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("path", path);
    answer.put("parts", Outline.of(html));
    call.query("selector").ifPresent(selector -> answer.put("matches", matches(html, selector)));
    return new Answer.Value(answer);
  }

  private static int matches(String html, String selector) {
    return Outline.matches(html, selector)
        .orElseThrow(() ->
            new Rejected(
                Rejection.INVALID_REQUEST, "selector is none that a page can be asked in passing"));
  }
}
