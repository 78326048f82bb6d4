package dev.rimlight.control;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser at a provider: follows it, logs in and consents, until it is sent elsewhere.
final class Visit {
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern ABORT = Pattern.compile("href=\"([^\"]+/abort)\"");
  private static final int MOST_STEPS = 15;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new TreeMap<>();
  private final URI provider;

  Visit(URI provider) {
    this.provider = provider;
  }

  /// Where the provider sends who has logged in.
  URI logIn(URI start, String login) throws Exception {
    URI at = start;
    for (int i = 0; at.getAuthority().equals(provider.getAuthority()); i++) {
      HttpResponse<String> page = send(HttpRequest.newBuilder(at));
      if (page.statusCode() == 200) {
        String form =
            page.body().contains("value=\"login\"")
                ? "prompt=login&password=x&login=" + login
                : "prompt=consent";
        page =
            send(
                HttpRequest.newBuilder(found(ACTION, page.body()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
      }
      at = sentTo(page, i);
    }
    return at;
  }

  /// Where the provider sends who changed his mind.
  URI abort(URI start) throws Exception {
    URI at = start;
    for (int i = 0; at.getAuthority().equals(provider.getAuthority()); i++) {
      HttpResponse<String> page = send(HttpRequest.newBuilder(at));
      at = page.statusCode() == 200 ? found(ABORT, page.body()) : sentTo(page, i);
    }
    return at;
  }

  private URI found(Pattern pattern, String html) {
    Matcher matcher = pattern.matcher(html);
    if (!matcher.find()) {
      throw new IllegalStateException("the page has no " + pattern + ": " + html);
    }
    return provider.resolve(matcher.group(1));
  }

  private URI sentTo(HttpResponse<String> page, int step) {
    String location =
        page.headers()
            .firstValue("Location")
            .filter(_ -> step < MOST_STEPS)
            .orElseThrow(() -> new IllegalStateException(page + ": " + page.body()));
    return provider.resolve(location);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }
}
