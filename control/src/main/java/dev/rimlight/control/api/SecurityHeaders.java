package dev.rimlight.control.api;

import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a browser is told with every answer: run nothing but our own files, be framed by nobody,
/// guess nothing.
final class SecurityHeaders {
  private static final Map<String, String> ALWAYS =
      ordered(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final String CONSOLE_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private SecurityHeaders() {}

  static void set(ServerResponse response, boolean api) {
    ALWAYS.forEach(response::header);
    response.header("Content-Security-Policy", api ? API_POLICY : CONSOLE_POLICY);
    if (api) {
      response.header("Cache-Control", "no-store");
    }
  }

  static Map<String, String> always() {
    return ALWAYS;
  }

  private static Map<String, String> ordered(String... namesAndValues) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
