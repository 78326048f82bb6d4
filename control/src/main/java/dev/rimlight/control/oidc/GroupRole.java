package dev.rimlight.control.oidc;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.store.Accounts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The role that members of a group get.
///
/// @param group as the provider writes it into the claim
public record GroupRole(String group, Given given) {
  private static final Pattern FORM = Pattern.compile("(.+)=([^=]+)");

  /// A role, and where it holds.
  public record Given(String scope, Role role) {
    private static final Pattern FORM = Pattern.compile("([a-z]+)(?:@([a-z0-9_*-]{1,64}))?");

    /// Reads the text of an option.
    ///
    /// @param text `ROLE[@SCOPE]`; without a scope it holds everywhere
    public static Given parse(String option, String text) {
      Matcher matcher = FORM.matcher(text);
      Role role = matcher.matches() ? Role.of(matcher.group(1)).orElse(Role.EDGE) : Role.EDGE;
      if (role == Role.EDGE) {
        throw new IllegalArgumentException(
            "%s == \"%s\", must be a role for people, as viewer or editor@shop-*"
                .formatted(option, text));
      }
      return new Given(matcher.group(2) == null ? Accounts.EVERYWHERE : matcher.group(2), role);
    }
  }

  /// Reads the text of an option.
  ///
  /// @param text `VALUE=ROLE[@SCOPE]`
  public static GroupRole parse(String option, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s == \"%s\", must be VALUE=ROLE[@SCOPE], as marketing=editor@shop-*"
              .formatted(option, text));
    }
    return new GroupRole(matcher.group(1), Given.parse(option, matcher.group(2)));
  }
}
