package dev.rimlight.control.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one store made of an erasure.
///
/// @param store events, edge or definitions
/// @param why one sentence
/// @param counts what went, by what it was
/// @param documents that name the unit
public record StoreState(
    String store, State state, String why, Map<String, Long> counts, List<String> documents) {
  /// How far it is.
  public enum State {
    DONE,
    UNDER_WAY,
    FAILED,
    NOT_ASKED,
    /// Something is there that people have to take out.
    NAMED
  }

  /// In the counts: by which number the ingest knows it.
  static final String RECEIPT = "receipt";

  public StoreState {
    counts = new LinkedHashMap<>(counts);
    documents = List.copyOf(documents);
  }

  static StoreState of(String store, State state, String why) {
    return new StoreState(store, state, why, Map.of(), List.of());
  }

  @Override
  public Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }
}
