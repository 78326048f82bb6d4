package dev.rimlight.interop.growthbook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An address of the web, in the parts that the URL standard gives it (url.spec.whatwg.org), as far
/// as addresses of http and https need it.
///
/// @param host with its port unless that is the scheme's own
/// @param path begins with a slash
/// @param search empty or begins with "?"
/// @param hash empty or begins with "#"
record WebAddress(String scheme, String host, String path, String search, String hash) {
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "^(?i:(https?)):[/\\\\]*(?:[^/\\\\?#@]*@)?([^/\\\\?#]*)([^?#]*)(\\?[^#]*)?(#.*)?$",
          Pattern.DOTALL);

  private static final Pattern RELATIVE =
      Pattern.compile("^([^?#]*)(\\?[^#]*)?(#.*)?$", Pattern.DOTALL);

  private static final Pattern OTHER_SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*");

  /// @param base the host of what has none; the scheme is https then
  static Optional<WebAddress> parse(String text, String base) {
    String trimmed = text.strip().replaceAll("[\\t\\n\\r]", "");
    Matcher absolute = ABSOLUTE.matcher(trimmed);
    if (absolute.matches()) {
      String scheme = absolute.group(1).toLowerCase(Locale.ROOT);
      Optional<String> host = host(scheme, absolute.group(2));
      return host.map(name ->
          new WebAddress(
              scheme,
              name,
              path(absolute.group(3)),
              query(absolute.group(4)),
              fragment(absolute.group(5))));
    }
    if (OTHER_SCHEME.matcher(trimmed).matches() || base.isEmpty()) {
      return Optional.empty();
    }
    if (trimmed.startsWith("//") || trimmed.startsWith("\\\\")) {
      return parse("https:" + trimmed, base);
    }
    Matcher relative = RELATIVE.matcher(trimmed);
    return relative.matches()
        ? Optional.of(
            new WebAddress(
                "https",
                base,
                path(relative.group(1)),
                query(relative.group(2)),
                fragment(relative.group(3))))
        : Optional.empty();
  }

  String href() {
    return scheme + "://" + host + rest();
  }

  /// The hash, which is none when nothing follows "#".
  String fragment() {
    return hash.equals("#") ? "" : hash;
  }

  /// What follows the origin.
  String rest() {
    return path + search + hash;
  }

  /// The query's parameters, the first value of each.
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    pairs().forEach(pair -> parameters.putIfAbsent(pair[0], pair[1]));
    return parameters;
  }

  /// The query's names and values in order.
  List<String[]> pairs() {
    List<String[]> pairs = new ArrayList<>();
    for (String pair : search.isEmpty() ? new String[0] : search.substring(1).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        pairs.add(
            new String[] {
              decoded(equals < 0 ? pair : pair.substring(0, equals)),
              equals < 0 ? "" : decoded(pair.substring(equals + 1))
            });
      }
    }
    return pairs;
  }

  /// The same with other parameters, written as forms are.
  WebAddress with(List<String[]> pairs) {
    StringBuilder query = new StringBuilder();
    for (String[] pair : pairs) {
      query.append(query.isEmpty() ? "?" : "&").append(encoded(pair[0]));
      query.append('=').append(encoded(pair[1]));
    }
    return new WebAddress(scheme, host, path, query.toString(), hash);
  }

  private static Optional<String> host(String scheme, String authority) {
    String name = authority;
    String port = "";
    int colon = authority.lastIndexOf(':');
    if (colon >= 0 && authority.indexOf(']', colon) < 0) {
      name = authority.substring(0, colon);
      port = authority.substring(colon + 1);
    }
    boolean unusable =
        name.isEmpty()
            || !port.matches("[0-9]{0,5}")
            || name.chars().anyMatch(c -> c <= ' ' || "#%/<>?@\\^|".indexOf(c) >= 0);
    if (unusable) {
      return Optional.empty();
    }
    String own = scheme.equals("https") ? "443" : "80";
    String number = port.isEmpty() ? "" : String.valueOf(Integer.parseInt(port));
    return Optional.of(
        name.toLowerCase(Locale.ROOT)
            + (number.isEmpty() || number.equals(own) ? "" : ":" + number));
  }

  private static String path(String raw) {
    List<String> kept = new ArrayList<>();
    String[] steps = raw.replace('\\', '/').replaceFirst("^/", "").split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      String step = steps[i].replaceAll("(?i)%2e", ".");
      boolean last = i == steps.length - 1;
      if (step.equals("..")) {
        if (!kept.isEmpty()) {
          kept.removeLast();
        }
        if (last) {
          kept.add("");
        }
      } else if (step.equals(".")) {
        if (last) {
          kept.add("");
        }
      } else {
        kept.add(escaped(steps[i], " \"#<>?^`{}"));
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String query(@Nullable String raw) {
    return raw == null ? "" : escaped(raw, " \"#<>'");
  }

  private static String fragment(@Nullable String raw) {
    return raw == null ? "" : escaped(raw, " \"<>`");
  }

  /// With the named characters, controls and non-ASCII in percents.
  private static String escaped(String raw, String characters) {
    StringBuilder out = new StringBuilder();
    raw.codePoints()
        .forEach(point -> {
          if (point > '~' || point < ' ' || characters.indexOf(point) >= 0) {
            percents(out, point);
          } else {
            out.appendCodePoint(point);
          }
        });
    return out.toString();
  }

  private static void percents(StringBuilder out, int point) {
    for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      out.append('%')
          .append(Integer.toHexString(b & 0xFF | 0x100).substring(1).toUpperCase(Locale.ROOT));
    }
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (point == ' ') {
            out.append('+');
          } else if (point < 0x80
              && (Character.isLetterOrDigit(point) || "*-._".indexOf(point) >= 0)) {
            out.appendCodePoint(point);
          } else {
            percents(out, point);
          }
        });
    return out.toString();
  }

  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = text.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (raw[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
