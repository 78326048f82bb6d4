package dev.rimlight.core;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The flags that are off for everybody, whatever any snapshot says.
public final class KillList {
  public static final KillList NONE = new KillList(List.of());

  private final Set<String> flags;
  private final boolean empty;

  public KillList(Collection<String> flags) {
    this.flags = new HashSet<>();
    for (String flag : flags) {
      this.flags.add(flag);
    }
    this.empty = flags.isEmpty();
  }

  boolean isEmpty() {
    return empty;
  }

  boolean kills(String flag) {
    return flags.contains(flag);
  }
}
