package dev.rimlight.control;

import dev.rimlight.control.oidc.GroupRole;
import dev.rimlight.control.oidc.Oidc;
import dev.rimlight.operate.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the command line says of signing in by a provider.
final class OidcOptions {
  @Option(
      names = "--oidc-issuer",
      description = "URL of an OpenID provider by which people may sign in.")
  private @Nullable String issuer;

  @Option(names = "--oidc-client-id", description = "Our id at the provider.")
  private @Nullable String clientId;

  @Option(
      names = "--oidc-name",
      description = "Its name on the button (default: ${DEFAULT-VALUE}).")
  private String name = "OpenID";

  @Option(
      names = "--public-url",
      description =
          "Where people reach the console; the provider sends them to /v1/session/oidc/callback there.")
  private @Nullable String publicUrl;

  @Option(
      names = "--oidc-claim",
      description = "Claim in which the provider writes groups (default: ${DEFAULT-VALUE}).")
  private String claim = "groups";

  @Option(
      names = "--oidc-role",
      split = Configuration.BETWEEN_VALUES,
      hideParamSyntax = true,
      paramLabel = "VALUE=ROLE[@SCOPE]",
      description =
          "Role of the members of a group, as marketing=editor@shop-*, everywhere without a scope; may be repeated.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--oidc-default-role",
      description = "ROLE[@SCOPE] of who is in none of the groups (default: no role).")
  private @Nullable String defaultRole;

  Optional<Oidc> read(Optional<String> secret) {
    if (issuer == null) {
      if (clientId != null || !roles.isEmpty() || defaultRole != null) {
        throw new IllegalArgumentException(
            "--oidc-issuer is missing, other --oidc options are not");
      }
      return Optional.empty();
    }
    return Optional.of(
        new Oidc(
            Main.address("--oidc-issuer", issuer),
            required("--oidc-client-id", clientId),
            secret,
            name,
            Main.address("--public-url", required("--public-url", publicUrl)),
            claim,
            roles.stream().map(text -> GroupRole.parse("--oidc-role", text)).toList(),
            Optional.ofNullable(defaultRole)
                .map(text -> GroupRole.Given.parse("--oidc-default-role", text))));
  }

  private static String required(String option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(option + " is missing, must come with --oidc-issuer");
    }
    return value;
  }
}
