package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where the visitor is sent, with 302, when the flag serves the variant.
///
/// @param to a path of the same site or a whole URL
record Redirect(String flag, String variant, String to, Query query) {
  static final int TO_CHARS = 2_000;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

  /// What becomes of the parameters that the visitor came with.
  enum Query {
    MERGE,
    DROP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Redirect read(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    Redirect redirect =
        new Redirect(
            fields.key("flag"),
            fields.key("variant"),
            fields.text("to", TO_CHARS),
            fields
                .optionalOneOf("query", List.of(Query.values()), Query::word)
                .orElse(Query.MERGE));
    fields.end();
    if (!isTarget(redirect.to())) {
      throw new InvalidDefinition(
          "invalid_to",
          fields.pointer("to"),
          "to == \"%s\", must be a path that begins with one / or an https URL without a user"
                  .formatted(redirect.to())
              + " (http only for localhost and 127.0.0.1)");
    }
    return redirect;
  }

  private static boolean isTarget(String to) {
    boolean readable = to.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    return readable && (to.startsWith("/") ? !to.startsWith("//") : isWebAddress(to));
  }

  private static boolean isWebAddress(String to) {
    try {
      URI url = new URI(to);
      String host = url.getHost();
      return host != null
          && url.getRawUserInfo() == null
          && ("https".equals(url.getScheme())
              || "http".equals(url.getScheme()) && THIS_MACHINE.contains(host));
    } catch (URISyntaxException _) {
      return false; // what is wrong is said by the caller, with the address itself
    }
  }
}
