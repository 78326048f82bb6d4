package dev.rimlight.control.publish;

import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.PreviewWish;
import dev.rimlight.control.document.VariantNames;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Documents;
import dev.rimlight.control.store.Published;
import dev.rimlight.core.InvalidDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Makes signed links with which somebody sees chosen variants for a while, without being counted.
public final class Previews {
  /// A browser keeps 4,096 bytes of a cookie, in which the edge keeps the token.
  static final int TOKEN_CHARS = 3_500;

  private static final String TYPE = "rl-preview+jwt";
  private static final String AUDIENCE = "rl-preview";
  private static final String PARAMETER = "rl_preview";

  private final Environment environment;
  private final PublisherKey key;
  private final List<URI> edges;

  /// Links lead to the first of the edges.
  public Previews(Environment environment, PublisherKey key, List<URI> edges) {
    this.environment = environment;
    this.key = key;
    this.edges = List.copyOf(edges);
  }

  /// A link that works until it expires.
  ///
  /// @param link only path and query where no edge is known
  public record Preview(String token, String link, long expiresAt) {}

  public Preview make(PreviewWish wish, String by) {
    String id = UUID.randomUUID().toString();
    long issuedAt = Duration.ofMillis(environment.now()).toSeconds();
    long expiresAt = issuedAt + Duration.ofMinutes(wish.minutes()).toSeconds();
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("aud", AUDIENCE);
    payload.put("env", environment.key());
    payload.put("iat", issuedAt);
    payload.put("exp", expiresAt);
    payload.put("sub", by);
    payload.put("jti", id);
    payload.put("experiments", wish.experiments());
    payload.put("flags", wish.flags());
    String token = CompactJws.sign(TYPE, payload, key);
    requireFitsACookie(token);
    environment.commit(handle -> log(handle, wish, id, by));
    return new Preview(token, link(wish.path(), token), Duration.ofSeconds(expiresAt).toMillis());
  }

  private static void requireFitsACookie(String token) {
    if (token.length() > TOKEN_CHARS) {
      throw Rejected.of(
          new InvalidDefinition(
              "preview_too_large",
              "",
              "the token has %d characters, must have <= %d: force fewer variants"
                  .formatted(token.length(), TOKEN_CHARS)));
    }
  }

  /// Nothing leaves that is not in the audit, and nothing that forces what there is not.
  private Environment.Committed<Boolean> log(
      Handle handle, PreviewWish wish, String id, String by) {
    requireKnown(handle, Noun.EXPERIMENT, wish.experiments());
    requireKnown(handle, Noun.FLAG, wish.flags());
    ChangeLog.Entry entry =
        new ChangeLog.Entry(
            environment.now(), by, Change.What.PREVIEW, "preview", id, sentence(wish));
    return new Environment.Committed<>(true, Optional.of(environment.log().append(handle, entry)));
  }

  /// A variant that is only drafted can be forced before it is published, and one that is only
  /// published too.
  private void requireKnown(Handle handle, Noun noun, Map<String, String> forced) {
    forced.forEach((key, variant) -> {
      List<Map<String, Object>> documents = documents(handle, noun, key);
      String what = noun.word() + " " + key;
      if (documents.isEmpty()) {
        throw unknown(noun, noun.word(), key, what + " does not exist");
      }
      if (documents.stream().noneMatch(each -> VariantNames.of(noun, each).contains(variant))) {
        throw unknown(noun, "variant", key, what + " does not have the variant " + variant);
      }
    });
  }

  private List<Map<String, Object>> documents(Handle handle, Noun noun, String key) {
    Documents kept = environment.documents();
    return Stream.concat(
            kept.find(handle, noun, key).map(Document::tree).stream(),
            kept.findPublished(handle, noun, key).map(Published::tree).stream())
        .toList();
  }

  private static Rejected unknown(Noun noun, String thing, String key, String message) {
    String pointer = "/" + noun.word() + "s/" + key;
    return Rejected.of(new InvalidDefinition("unknown_" + thing, pointer, message));
  }

  private static String sentence(PreviewWish wish) {
    List<String> forced = new ArrayList<>();
    wish.experiments()
        .forEach((key, variant) -> forced.add("experiment " + key + " as " + variant));
    wish.flags().forEach((key, variant) -> forced.add("flag " + key + " as " + variant));
    String what = forced.isEmpty() ? "nothing forced" : String.join(", ", forced);
    return "Made a preview for %d minutes: %s".formatted(wish.minutes(), what);
  }

  private String link(String path, String token) {
    String link = path + (path.contains("?") ? "&" : "?") + PARAMETER + "=" + token;
    return edges.isEmpty() ? link : address(edges.getFirst()) + link;
  }

  private static String address(URI edge) {
    return edge.getScheme() + "://" + edge.getRawAuthority();
  }
}
