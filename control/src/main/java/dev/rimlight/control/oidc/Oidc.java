package dev.rimlight.control.oidc;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.access.Scopes;
import dev.rimlight.control.store.Accounts.Held;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which provider people sign in by, and which roles its groups get.
///
/// @param clientSecret none for a public client, which has PKCE alone
/// @param name of the provider, for the button
/// @param publicUrl where people reach the console
/// @param claim in which the provider writes groups
/// @param otherwise what somebody gets who is in none of the groups
public record Oidc(
    URI issuer,
    String clientId,
    Optional<String> clientSecret,
    String name,
    URI publicUrl,
    String claim,
    List<GroupRole> groups,
    Optional<GroupRole.Given> otherwise) {
  public static final int MAX_NAME_CHARS = 64;

  private static final String CALLBACK = "/v1/session/oidc/callback";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public Oidc {
    requireSecure("--oidc-issuer", issuer);
    requireSecure("--public-url", publicUrl);
    if (!publicUrl.getRawPath().matches("/?")) {
      throw new IllegalArgumentException(
          "--public-url == \"%s\", must have no path".formatted(publicUrl));
    }
    if (name.isBlank() || name.length() > MAX_NAME_CHARS) {
      throw new IllegalArgumentException(
          "--oidc-name has %d characters, must have 1..%d"
              .formatted(name.strip().length(), MAX_NAME_CHARS));
    }
    groups = List.copyOf(groups);
  }

  /// What the provider says must not be changed on its way; cookies of ours need it too.
  private static void requireSecure(String option, URI url) {
    boolean secure =
        "https".equals(url.getScheme())
            || "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost());
    if (!secure
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "%s == \"%s\", must be an address that begins with https://, without ? and #"
              .formatted(option, url));
    }
  }

  /// Each role must hold somewhere.
  public void requireScopes(List<String> environments) {
    groups.forEach(group -> Scopes.require(group.given().scope(), environments));
    otherwise.ifPresent(given -> Scopes.require(given.scope(), environments));
  }

  /// To where the provider sends people back.
  URI callback() {
    return publicUrl.resolve(CALLBACK);
  }

  /// The highest role of each scope.
  List<Held> roles(Set<String> memberOf) {
    List<GroupRole.Given> given =
        groups.stream()
            .filter(each -> memberOf.contains(each.group()))
            .map(GroupRole::given)
            .toList();
    TreeMap<String, Role> highest = new TreeMap<>();
    for (GroupRole.Given each : given.isEmpty() ? otherwise.stream().toList() : given) {
      highest.merge(
          each.scope(), each.role(), (one, other) -> one.compareTo(other) < 0 ? other : one);
    }
    return highest.entrySet().stream()
        .map(entry -> new Held(entry.getKey(), entry.getValue().word()))
        .sorted(Comparator.comparing(Held::environment))
        .toList();
  }
}
