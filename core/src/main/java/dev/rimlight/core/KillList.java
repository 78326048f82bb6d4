package dev.rimlight.core;

import java.util.Collection;
import java.util.Set;

/// The flags that are off for everybody, whatever any snapshot says.
public final class KillList {
  public static final KillList NONE = new KillList(Set.of());

  private final Set<String> flags;

  public KillList(Collection<String> flags) {
    this.flags = Set.copyOf(flags);
  }

  boolean kills(String flag) {
    return !flags.isEmpty() && flags.contains(flag);
  }
}
