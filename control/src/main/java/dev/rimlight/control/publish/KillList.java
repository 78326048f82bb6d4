package dev.rimlight.control.publish;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags that are off for everybody, whether everything is, and which edges know it.
public record KillList(long killRevision, Global global, List<Entry> kills, List<EdgeState> edges) {

  /// Whether the edges do their work at all.
  public enum Global {
    @JsonProperty("on")
    ON,
    @JsonProperty("bypass")
    BYPASS
  }

  /// One killed flag.
  public record Entry(String flag, long at, String by, @Nullable String reason) {}
}
