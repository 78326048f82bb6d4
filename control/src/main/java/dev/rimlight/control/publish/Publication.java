package dev.rimlight.control.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is published, what is not yet, and what each edge runs.
///
/// @param revision 0 before the first
public record Publication(
    String environment,
    int revision,
    long killRevision,
    @Nullable Long publishedAt,
    @Nullable String publishedBy,
    @Nullable Integer sizeBytes,
    List<Pending> pending,
    List<EdgeState> edges) {

  Publication with(List<EdgeState> states) {
    return new Publication(
        environment, revision, killRevision, publishedAt, publishedBy, sizeBytes, pending, states);
  }

  /// A draft that differs from what is published.
  public record Pending(String noun, String key, String change) {}
}
