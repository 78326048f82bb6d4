package dev.rimlight.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One visitor's browser, as far as the edge can tell: cookies, redirects, and the beacons that the
/// browser module sends. It runs no JavaScript; it reads the islands that the edge put into the
/// page.
final class Browser {
  /// How the edge says of a page that it put nothing into it, and why.
  private static final Pattern ARM = Pattern.compile("rl-arm;desc=(bypass|shadow)");

  private static final int REDIRECTS = 5;

  private final HttpClient client;
  private final String edge;
  private final Tally tally;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /// A page as it arrived.
  ///
  /// @param island what the edge decided, from the head and from the end of the document; empty
  ///   when it put nothing into the page
  /// @param arm of the experiment on the edge's own cost when the page is as the shop sent it; else
  ///   empty
  record Page(String body, JsonNode island, String arm, double firstByteMillis) {
    boolean shows(String text) {
      return body.contains(text);
    }

    /// Whether the visitor may report what the page showed.
    boolean counts() {
      return island.has("token") || !arm.isEmpty();
    }

    /// The variants that the visitor was told, by experiment.
    Map<String, String> exposures() {
      if (!arm.isEmpty()) {
        return Map.of(Verdict.Experiments.PLATFORM_COST, arm);
      }
      Map<String, String> told = new LinkedHashMap<>();
      for (JsonNode exposure : island.path("exposures")) {
        told.put(exposure.get("experiment").asString(), exposure.get("variant").asString());
      }
      return told;
    }
  }

  Browser(HttpClient client, String edge, Tally tally) {
    this.client = client;
    this.edge = edge;
    this.tally = tally;
  }

  /// The visitor id in the edge's cookie, or null before the first page.
  @Nullable String visitorId() {
    String cookie = cookies.get("__Host-rl_id");
    return cookie == null ? null : cookie.split("\\.", -1)[1];
  }

  Page get(String path) throws IOException, InterruptedException {
    return follow(request(path).GET().build());
  }

  Page submit(String path, String form) throws IOException, InterruptedException {
    return follow(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /// Sends events as the browser module does; true when the edge has taken them.
  boolean beacon(String body) throws IOException, InterruptedException {
    HttpRequest request =
        request("/_rl/b")
            .header("Content-Type", "text/plain;charset=UTF-8")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    return response.statusCode() == 204;
  }

  private Page follow(HttpRequest first) throws IOException, InterruptedException {
    HttpRequest request = first;
    for (int hop = 0; hop < REDIRECTS; hop++) {
      long start = System.nanoTime();
      HttpResponse<String> response = send(request);
      if (response.statusCode() == 303) {
        request = request(response.headers().firstValue("location").orElse("/")).GET().build();
        continue;
      }
      double millis = (System.nanoTime() - start) / 1e6;
      return new Page(response.body(), island(response.body()), arm(response), millis);
    }
    throw new IOException("more than " + REDIRECTS + " redirects from " + first.uri());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      tally.failed(request.method() + " " + request.uri().getPath() + ": " + e);
      throw e;
    }
    tally.answered();
    if (response.statusCode() >= 400) {
      String what =
          request.method() + " " + request.uri().getPath() + " answered " + response.statusCode();
      tally.failed(what + " " + response.body());
      throw new IOException(what);
    }
    response.headers().allValues("set-cookie").forEach(this::remember);
    return response;
  }

  private void remember(String setCookie) {
    String pair = setCookie.substring(0, (setCookie + ";").indexOf(';'));
    int at = pair.indexOf('=');
    String name = pair.substring(0, at).strip();
    String value = pair.substring(at + 1).strip();
    if (value.isEmpty() || setCookie.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(edge).resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Simulated visitor")
            .header("Accept-Language", "en")
            .header("Accept", "text/html");
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  /// As the browser module reads it: what the edge could say only at the end of the stream adds to
  /// the head's.
  private static JsonNode island(String body) {
    ObjectNode island = Api.JSON.createObjectNode();
    for (String id : new String[] {"__rl", "__rl_end"}) {
      String tag = "<script type=\"application/json\" id=\"%s\">".formatted(id);
      int start = body.indexOf(tag);
      if (start >= 0) {
        String json = body.substring(start + tag.length(), body.indexOf("</script>", start));
        Api.JSON.readTree(json).properties().forEach(e -> island.set(e.getKey(), e.getValue()));
      }
    }
    return island;
  }

  private static String arm(HttpResponse<String> response) {
    return response.headers().allValues("server-timing").stream()
        .map(ARM::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse("");
  }
}
