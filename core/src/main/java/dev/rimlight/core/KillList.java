package dev.rimlight.core;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The flags that are off for everybody, whatever any snapshot says.
public final class KillList {
  public static final KillList NONE = new KillList(List.of());

  private final Set<String> flags;

  public KillList(Collection<String> flags) {
    this.flags = new HashSet<>();
    for (String flag : flags) {
      this.flags.add(flag);
    }
  }

  boolean kills(String flag) {
    return !flags.isEmpty() && flags.contains(flag);
  }
}
