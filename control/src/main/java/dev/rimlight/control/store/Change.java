package dev.rimlight.control.store;

/// One entry of the log of changes.
///
/// @param what the kind of thing that changed, as watchers are told
/// @param action e.g. `flag.change`
/// @param sentence for people, names only what changed
public record Change(
    long seq, long at, String by, What what, String action, String key, String sentence) {

  /// What a change is about.
  public enum What {
    FLAG,
    EXPERIMENT,
    ROUTE,
    PUBLISH,
    KILL,
    UNKILL,
    PREVIEW,
    /// An edge caught up or fell behind: told to watchers, not logged.
    EDGE
  }
}
