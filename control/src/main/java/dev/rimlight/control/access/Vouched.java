package dev.rimlight.control.access;

import dev.rimlight.control.store.Accounts.Held;
import java.util.List;

/// Somebody whom an OpenID provider vouches for.
///
/// @param subject who it is, by the issuer; it never changes
/// @param name what the issuer calls the person; it proves nothing
/// @param roles those of the person's groups
public record Vouched(String issuer, String subject, String name, List<Held> roles) {
  public Vouched {
    roles = List.copyOf(roles);
  }
}
