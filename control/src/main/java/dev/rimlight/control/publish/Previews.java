package dev.rimlight.control.publish;

import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.PreviewWish;
import dev.rimlight.control.document.VariantNames;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Published;
import dev.rimlight.core.InvalidDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    long issuedAt = Duration.ofMillis(environment.now()).toSeconds();
    long expiresAt = issuedAt + Duration.ofMinutes(wish.minutes()).toSeconds();
    String id = UUID.randomUUID().toString();
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
    if (token.length() > TOKEN_CHARS) {
      throw Rejected.of(
          new InvalidDefinition(
              "preview_too_large",
              "",
              "the token has %d characters, must have <= %d: force fewer variants"
                  .formatted(token.length(), TOKEN_CHARS)));
    }
    environment.commit(handle -> {
      requireKnown(handle, Noun.EXPERIMENT, wish.experiments());
      requireKnown(handle, Noun.FLAG, wish.flags());
      ChangeLog.Entry entry =
          new ChangeLog.Entry(
              environment.now(), by, Change.What.PREVIEW, "preview", id, sentence(wish));
      Change change = environment.log().append(handle, entry);
      return new Environment.Committed<>(true, Optional.of(change));
    });
    return new Preview(token, link(wish.path(), token), Duration.ofSeconds(expiresAt).toMillis());
  }

  /// A variant that is only drafted can be forced before it is published, and one that is only
  /// published too.
  private void requireKnown(Handle handle, Noun noun, Map<String, String> forced) {
    for (Map.Entry<String, String> entry : forced.entrySet()) {
      String key = entry.getKey();
      List<Map<String, Object>> documents = new ArrayList<>();
      environment.documents().find(handle, noun, key).map(Document::tree).ifPresent(documents::add);
      environment
          .documents()
          .findPublished(handle, noun, key)
          .map(Published::tree)
          .ifPresent(documents::add);
      String pointer = "/" + noun.word() + "s/" + key;
      if (documents.isEmpty()) {
        throw Rejected.of(
            new InvalidDefinition(
                "unknown_" + noun.word(),
                pointer,
                "%s %s does not exist".formatted(noun.word(), key)));
      }
      Set<String> variants = new HashSet<>();
      documents.forEach(document -> variants.addAll(VariantNames.of(noun, document)));
      if (!variants.contains(entry.getValue())) {
        throw Rejected.of(
            new InvalidDefinition(
                "unknown_variant",
                pointer,
                "%s %s does not have the variant %s"
                    .formatted(noun.word(), key, entry.getValue())));
      }
    }
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
