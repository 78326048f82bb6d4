package dev.rimlight.control.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags that are off for everybody, and which edges know it.
public record KillList(long killRevision, List<Entry> kills, List<EdgeState> edges) {

  /// One killed flag.
  public record Entry(String flag, long at, String by, @Nullable String reason) {}
}
