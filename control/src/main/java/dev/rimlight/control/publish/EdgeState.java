package dev.rimlight.control.publish;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What one edge is known to run.
///
/// @param delayMillis from publishing or killing to the edge's acknowledgement, once it came
/// @param at when the edge was last heard of, or last not reached
public record EdgeState(
    String edge,
    State state,
    @Nullable Long revision,
    @Nullable Long killRevision,
    @Nullable Long delayMillis,
    @Nullable String error,
    @Nullable Long at) {

  /// Whether the edge runs what it should.
  public enum State {
    @JsonProperty("current")
    CURRENT,
    @JsonProperty("behind")
    BEHIND,
    @JsonProperty("unreachable")
    UNREACHABLE
  }
}
