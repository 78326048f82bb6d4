package dev.rimlight.control.publish;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Fetches a page of the site through the first edge, as a visitor who is not counted gets it. Only
/// the edges that the operator named are asked, and only for paths.
public final class SamplePages {
  static final int MOST_BYTES = 2 * 1024 * 1024;
  static final Duration TIMEOUT = Duration.ofSeconds(5);
  static final int PATH_CHARS = 500;

  private final List<URI> edges;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public SamplePages(List<URI> edges) {
    this.edges = List.copyOf(edges);
  }

  public String fetch(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(address(path))
            .timeout(TIMEOUT)
            .header("Accept", "text/html")
            .header("Sec-GPC", "1")
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        requirePage(path, response);
        return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new Rejected(
          Rejection.PAGE_AWAY, "page %s cannot be fetched: %s".formatted(path, said(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Rejected(Rejection.PAGE_AWAY, "page %s was not fetched".formatted(path));
    }
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void requirePage(String path, HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("nothing");
    if (response.statusCode() != 200 || !type.startsWith("text/html")) {
      throw new Rejected(
          Rejection.PAGE_AWAY,
          "page %s answered %d with %s, must be 200 with text/html"
              .formatted(path, response.statusCode(), type));
    }
  }

  private URI address(String path) {
    if (edges.isEmpty()) {
      throw new Rejected(Rejection.PAGE_AWAY, "no edge is named, see --edge");
    }
    if (!path.startsWith("/") || path.startsWith("//") || path.length() > PATH_CHARS) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "path must begin with one / and have <= %d characters".formatted(PATH_CHARS));
    }
    URI edge = edges.getFirst();
    try {
      return new URI("%s://%s%s".formatted(edge.getScheme(), edge.getRawAuthority(), path));
    } catch (URISyntaxException e) {
      throw new Rejected(Rejection.INVALID_REQUEST, "path is no path: " + e.getReason());
    }
  }
}
