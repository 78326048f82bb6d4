package dev.rimlight.control.access;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Accounts;
import dev.rimlight.control.store.Accounts.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Where a role holds: in one environment, in all whose keys begin alike (`shop-*`, as of one
/// project), or everywhere (`*`).
public final class Scopes {
  private static final String REST = "-*";

  private Scopes() {}

  static boolean covers(String scope, String environment) {
    return scope.equals(Accounts.EVERYWHERE)
        || scope.equals(environment)
        || scope.endsWith(REST)
            && environment.startsWith(scope.substring(0, scope.length() - 1))
            && environment.length() >= scope.length();
  }

  public static void require(String asked, List<String> environments) {
    if (environments.stream().noneMatch(environment -> covers(asked, environment))) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "environment == \"%s\", must be %s, the beginning of some as shop-*, or *"
              .formatted(asked, String.join(", ", environments)));
    }
  }

  /// Which role somebody has where.
  ///
  /// @param in by environment, where there is one
  /// @param everywhere what may be done in all of them, and with what belongs to none
  public record Roles(Map<String, Role> in, Optional<Role> everywhere) {
    public static final Roles NONE = new Roles(Map.of(), Optional.empty());

    public Roles {
      in = Map.copyOf(in);
    }

    public Optional<Role> in(String environment) {
      return Optional.ofNullable(in.get(environment));
    }

    static Roles of(List<String> environments, List<Held> held) {
      TreeMap<String, Role> in = new TreeMap<>();
      for (String environment : environments) {
        highest(held, each -> covers(each.environment(), environment))
            .ifPresent(role -> in.put(environment, role));
      }
      Optional<Role> everywhere =
          in.size() == environments.size()
              ? in.values().stream().min(Role::compareTo)
              : Optional.empty();
      return new Roles(in, everywhere);
    }

    private static Optional<Role> highest(List<Held> held, Predicate<Held> counts) {
      return held.stream()
          .filter(counts)
          .flatMap(each -> Role.of(each.role()).stream())
          .max(Role::compareTo);
    }
  }
}
