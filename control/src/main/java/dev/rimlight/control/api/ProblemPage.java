package dev.rimlight.control.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import org.jsoup.nodes.Entities;

/// A problem for people whose browser the provider has sent here: no script of ours is there to
/// word it.
final class ProblemPage {
  static final String CONTENT_TYPE = "text/html; charset=utf-8";

  private ProblemPage() {}

  static boolean wanted(ServerRequest request, String path) {
    return path.startsWith(OidcOperations.BEGIN)
        && request
            .headers()
            .first(HeaderNames.ACCEPT)
            .filter(accepted -> accepted.contains("text/html"))
            .isPresent();
  }

  static String of(Problem problem) {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Not signed in · Rimlight</title></head>
    <body>
    <h1>%s</h1>
    <p>%s</p>
    <p>%s, request %s</p>
    <p><a href="/">Back to the sign-in page</a></p>
    </body>
    </html>
    """
        .formatted(
            Entities.escape(problem.title()),
            Entities.escape(problem.detail()),
            Entities.escape(problem.type()),
            Entities.escape(problem.instance()));
  }
}
