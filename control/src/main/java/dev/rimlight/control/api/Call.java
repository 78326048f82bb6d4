package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Precondition;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request for an operation, with its parameters already cut out of the path.
final class Call {
  static final int BODY_BYTES = 256 * 1024;

  private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})\"");

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final ServerRequest request;
  private final Map<String, String> parameters;
  private final Principal principal;
  private byte @Nullable [] read;

  Call(ServerRequest request, Map<String, String> parameters, Principal principal) {
    this.request = request;
    this.parameters = parameters;
    this.principal = principal;
  }

  Principal principal() {
    return principal;
  }

  /// What the sender may do here.
  Optional<Role> role() {
    return role(principal, parameters);
  }

  /// In the environment of the path; without one, what may be done in all of them.
  static Optional<Role> role(Principal principal, Map<String, String> parameters) {
    String environment = parameters.get("environment");
    return environment == null ? principal.roles().everywhere() : principal.roles().in(environment);
  }

  String by() {
    return principal.name();
  }

  String address() {
    return request.remotePeer().host();
  }

  String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the operation's path has no {" + name + "}");
    }
    Json.requireText(name, value);
    return value;
  }

  /// A parameter that is a number.
  long number(String name) {
    String text = parameter(name);
    if (!NUMBER.matcher(text).matches()) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "%s == \"%s\", must be a whole number >= 1".formatted(name, text));
    }
    return Long.parseLong(text);
  }

  Optional<String> query(String name) {
    Optional<String> value = request.query().first(name).asOptional();
    value.ifPresent(text -> Json.requireText(name, text));
    return value;
  }

  OptionalLong whole(String name, long lowest, long highest) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= lowest && number <= highest) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException _) {
      // said below, as for a number outside
    }
    throw new Rejected(
        Rejection.INVALID_REQUEST,
        "%s == \"%s\", must be a whole number in %d..%d"
            .formatted(name, text.get(), lowest, highest));
  }

  boolean flag(String name) {
    return query(name)
        .map(value ->
            switch (value) {
              case "true" -> true;
              case "false" -> false;
              default ->
                  throw new Rejected(
                      Rejection.INVALID_REQUEST,
                      "%s == \"%s\", must be true or false".formatted(name, value));
            })
        .orElse(false);
  }

  Optional<String> header(HeaderName name) {
    return request.headers().first(name);
  }

  Optional<String> cookie(String name) {
    return request.headers().cookies().first(name).asOptional();
  }

  boolean hasBody() {
    return request.headers().contentLength().orElse(0) > 0
        || request.headers().contains(HeaderNames.TRANSFER_ENCODING);
  }

  /// Whether it may change anything.
  boolean changes() {
    return !request.prologue().method().text().equals("GET");
  }

  /// A hash of everything that the request asks for.
  String fingerprint() {
    MessageDigest digest = sha256();
    for (String part :
        List.of(
            request.prologue().method().text(),
            request.prologue().uriPath().rawPath(),
            request.prologue().query().rawValue(),
            header(HeaderNames.IF_MATCH).orElse(""),
            header(HeaderNames.IF_NONE_MATCH).orElse(""))) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    digest.update(hasBody() ? bytes() : new byte[0]);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The JSON object that was sent.
  Map<String, Object> body() {
    String type = header(HeaderNames.CONTENT_TYPE).orElse("missing");
    if (!type.replaceFirst(";.*", "").strip().equalsIgnoreCase("application/json")) {
      throw new Rejected(
          Rejection.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type is %s, must be application/json".formatted(type));
    }
    return Json.readObject(bytes());
  }

  private byte[] bytes() {
    if (read == null) {
      read = readBytes();
    }
    return read;
  }

  private byte[] readBytes() {
    long announced = request.headers().contentLength().orElse(0);
    if (announced > BODY_BYTES) {
      throw tooLarge(announced + " bytes");
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(BODY_BYTES + 1);
      if (body.length > BODY_BYTES) {
        throw tooLarge("more than " + BODY_BYTES + " bytes");
      }
      return body;
    } catch (RequestException e) {
      throw e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
          ? tooLarge("more than " + BODY_BYTES + " bytes")
          : brokenOff();
    } catch (DataReader.InsufficientDataAvailableException _) {
      throw brokenOff(); // the sender left, or said that there is more
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rejected brokenOff() {
    return new Rejected(Rejection.INVALID_REQUEST, "the body breaks off or is not HTTP")
        .withHeader("Connection", "close");
  }

  private static Rejected tooLarge(String size) {
    return new Rejected(
            Rejection.BODY_TOO_LARGE,
            "the body has %s, must have <= %d".formatted(size, BODY_BYTES))
        .withHeader("Connection", "close");
  }

  /// What the sender believes about the document: one of the two headers, never none.
  Precondition precondition() {
    Optional<String> noneMatch = header(HeaderNames.IF_NONE_MATCH);
    if (noneMatch.isPresent()) {
      if (header(HeaderNames.IF_MATCH).isPresent() || !noneMatch.get().equals("*")) {
        throw new Rejected(
            Rejection.INVALID_REQUEST,
            "If-None-Match == %s, must be * and come without If-Match".formatted(noneMatch.get()));
      }
      return new Precondition.Absent();
    }
    return new Precondition.Version(version());
  }

  long version() {
    String etag =
        header(HeaderNames.IF_MATCH)
            .orElseThrow(() ->
                new Rejected(
                    Rejection.VERSION_MISSING,
                    "If-Match is missing, must be the version seen, as \"3\""));
    Matcher matcher = ETAG.matcher(etag);
    if (!matcher.matches()) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "If-Match == %s, must be a version in quotes, as \"3\"".formatted(etag));
    }
    return Long.parseLong(matcher.group(1));
  }
}
