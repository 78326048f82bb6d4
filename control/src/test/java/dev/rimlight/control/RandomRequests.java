package dev.rimlight.control;

import dev.rimlight.control.document.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// Requests for the operations of the API, from right to absurd. The same seed makes the same ones.
final class RandomRequests {
  private static final int BODY_BYTES = 256 * 1024;
  private static final byte[] NO_BODY = {};

  /// As they stand in the request line.
  private static final List<String> NASTY =
      List.of(
          "%00",
          "a%00b",
          "%2F",
          "cta%2Fversions",
          "%2e%2e",
          "..",
          "%zz",
          "%",
          "%C3%28",
          "%ED%A0%80",
          "%F0%9F%98%80",
          "\u00e9",
          "%E2%80%AE",
          "-1",
          "0",
          "1.5",
          "1e3",
          "99999999999999999999",
          "9223372036854775807",
          "2147483648",
          "NaN",
          "Infinity",
          "0x1p-3",
          "true",
          "null",
          "%20",
          "+",
          "'",
          "%22",
          "%0d%0aX:y",
          ";a=b",
          "cta;a=b",
          "*",
          "CTA",
          "%3Cb%3E",
          "x".repeat(65),
          "x".repeat(2_000),
          "%F0%9F%98%80".repeat(100),
          "x".repeat(9_000));

  private static final List<String> TAGS =
      List.of(
          "\"1\"",
          "\"2\"",
          "\"3\"",
          "*",
          "W/\"1\"",
          "1",
          "\"\"",
          "\"0\"",
          "\"-1\"",
          "\"999999999999999999\"",
          "\"99999999999999999999\"",
          "\"1\", \"2\"",
          "s1",
          "\"k1\"",
          "\u00e9\u00ff",
          "x".repeat(3_000));

  private static final List<String> ODD_HEADERS =
      List.of(
          "Idempotency-Key: \u00e9\u00ff",
          "Idempotency-Key: " + "k".repeat(5_000),
          "Idempotency-Key: ",
          "Last-Event-ID: -1",
          "Last-Event-ID: 9223372036854775807",
          "Last-Event-ID: not a number",
          "Rimlight-Request-Id: a b",
          "Rimlight-Request-Id: " + "r".repeat(2_000),
          "Accept: nonsense",
          "Accept-Encoding: gzip;q=banana",
          "Sec-Fetch-Site: cross-site",
          "Cookie: __Host-rl_session=; =; ;;",
          "If-Match: \"1\"",
          "If-None-Match: *",
          "X-Forwarded-For: ::1%00",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "X: ");

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/json; charset=utf-16",
          "application/json;;;",
          "application/x-www-form-urlencoded",
          "nonsense",
          "*/*",
          "");

  private final SplittableRandom random;
  private final SchemaValues values;
  private final BrokenJson broken;
  private final RunningControlPlane control;

  /// @param control asked for versions and ids that are there
  RandomRequests(ApiDocument document, SplittableRandom random, RunningControlPlane control) {
    this.random = random;
    this.values = new SchemaValues(document, random);
    this.broken = new BrokenJson(random);
    this.control = control;
  }

  RawHttp.Request next(ApiDocument.Operation operation) {
    String path = path(operation);
    List<String> headers = new ArrayList<>();
    for (ApiDocument.Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("header") && random.nextInt(4) > 0) {
        headers.add(parameter.name() + ": " + tag(parameter, path));
      }
    }
    if (random.nextInt(8) == 0) {
      headers.add(any(ODD_HEADERS));
    }
    byte[] body = body(operation);
    if (body.length > 0 || random.nextInt(20) == 0) {
      if (random.nextInt(20) > 0) {
        headers.add("Content-Type: " + (random.nextInt(20) > 0 ? "application/json" : any(TYPES)));
      }
      frame(headers, body);
    }
    return new RawHttp.Request(
        operation.method(),
        path + query(operation),
        headers,
        new String(body, StandardCharsets.ISO_8859_1));
  }

  /// Mostly as long as it is said to be.
  private void frame(List<String> headers, byte[] body) {
    headers.add(
        switch (random.nextInt(60)) {
          case 0 -> "Content-Length: " + (body.length + 10);
          case 1 -> "Content-Length: " + body.length / 2;
          case 2 -> "Content-Length: -1";
          case 3 -> "Content-Length: 99999999999999999999";
          case 4 -> "Transfer-Encoding: chunked";
          default -> "Content-Length: " + body.length;
        });
  }

  private String path(ApiDocument.Operation operation) {
    StringJoiner path = new StringJoiner("/");
    for (String part : operation.path().split("/", -1)) {
      path.add(
          part.startsWith("{") ? segment(operation, part.substring(1, part.length() - 1)) : part);
    }
    return path.toString();
  }

  private String segment(ApiDocument.Operation operation, String name) {
    if (name.equals("environment") && random.nextInt(20) > 0) {
      return "demo";
    }
    return switch (random.nextInt(6)) {
      case 0 -> any(NASTY);
      case 1 -> encoded(values.value(schema(operation, name, "path")));
      default -> known(operation, name);
    };
  }

  /// Something that is there.
  private String known(ApiDocument.Operation operation, String name) {
    return switch (name) {
      case "key" ->
          operation.path().contains("/experiments/")
              ? "wording"
              : operation.path().contains("/routes/") ? "product" : "cta";
      case "version", "number" -> "1";
      case "name" -> "member";
      case "id" -> id(operation);
      default -> encoded(values.value(schema(operation, name, "path")));
    };
  }

  private String id(ApiDocument.Operation operation) {
    boolean token = operation.path().startsWith("/v1/tokens");
    Stream<Map<String, Object>> there =
        token
            ? control.get("/v1/tokens").list("tokens").stream()
                .filter(found -> !found.containsKey("revokedAt"))
            : control.get(RunningControlPlane.BASE + "/alert-channels").list("channels").stream();
    return there.map(found -> String.valueOf(found.get("id"))).findFirst().orElse("AAAAAAAAAAAA");
  }

  private static Map<String, Object> schema(
      ApiDocument.Operation operation, String name, String in) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.name().equals(name) && parameter.in().equals(in))
        .findFirst()
        .orElseThrow()
        .schema();
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String query(ApiDocument.Operation operation) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (ApiDocument.Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("query") && random.nextInt(3) > 0) {
        query.add(
            parameter.name()
                + "="
                + (random.nextBoolean() ? any(NASTY) : encoded(values.value(parameter.schema()))));
      }
    }
    if (random.nextInt(20) == 0) {
      query.add(any(List.of("unknown=1", "=", "&&", "%zz", "a=%00", "limit=1&limit=2")));
    }
    return query.toString();
  }

  private String tag(ApiDocument.Parameter parameter, String path) {
    if (parameter.name().equals("If-None-Match") && random.nextBoolean()) {
      return "*";
    }
    String now = random.nextBoolean() ? etag(path.replaceFirst("/versions/.*", "")) : "";
    return now.isEmpty() ? any(TAGS) : now;
  }

  private String etag(String path) {
    boolean plain = path.matches("[A-Za-z0-9/_.-]{1,200}");
    return plain ? control.get(path).header("ETag") : "";
  }

  private byte[] body(ApiDocument.Operation operation) {
    if (operation.body().isEmpty()) {
      return random.nextInt(10) == 0 ? BrokenJson.write(broken.broken(Map.of("a", 1))) : NO_BODY;
    }
    Object tree = tree(operation);
    return switch (random.nextInt(12)) {
      case 0 -> NO_BODY;
      case 1 -> broken.brokenText(BrokenJson.write(tree));
      case 2 -> random.nextBoolean() ? padded(BrokenJson.write(tree)) : BrokenJson.write(tree);
      case 3, 4, 5 -> BrokenJson.write(broken.broken(tree));
      case 6, 7 -> BrokenJson.write(broken.broken(broken.broken(tree)));
      default -> BrokenJson.write(tree);
    };
  }

  /// What the schema allows; of documents half are such that mean something too.
  private Object tree(ApiDocument.Operation operation) {
    String good =
        switch (operation.id()) {
          case "putFlag" -> RunningControlPlane.CTA;
          case "putExperiment" -> RunningControlPlane.WORDING;
          case "putRoute" -> RunningControlPlane.PRODUCT;
          case "kill" -> "{\"confirm\":\"cta\",\"reason\":\"late\"}";
          case "signIn" -> "{\"name\":\"member\",\"password\":\"correct-horse\"}";
          case "changePassword" -> "{\"old\":\"correct-horse\",\"new\":\"correct-horse\"}";
          case "makePreview" -> "{\"flags\":{\"cta\":\"eager\"},\"path\":\"/\"}";
          case "bypass" -> "{\"confirm\":\"demo\"}";
          default -> "";
        };
    return good.isEmpty() || random.nextBoolean()
        ? values.value(operation.body())
        : Json.readStored(good);
  }

  /// As long as a body may be, or a byte longer.
  private byte[] padded(byte[] body) {
    int length = BODY_BYTES + random.nextInt(2);
    byte[] padded = Arrays.copyOf(body, Math.max(length, body.length));
    Arrays.fill(padded, body.length, padded.length, (byte) ' ');
    return padded;
  }

  private <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
