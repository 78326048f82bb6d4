package dev.rimlight.control.store;

/// One entry of the log of changes.
///
/// @param what the kind of thing that changed, as watchers are told
/// @param action e.g. `flag.change`
/// @param sentence for people, names only what changed
/// @param detail what changed field by field, a list in JSON, or nothing
/// @param hash over this and all changes before, as [ChangeChain] has it; empty where nothing is
///   logged
public record Change(
    long seq,
    long at,
    String by,
    What what,
    String action,
    String key,
    String sentence,
    String detail,
    String hash) {

  Change sealed(String withHash) {
    return new Change(seq, at, by, what, action, key, sentence, detail, withHash);
  }

  /// What a change is about.
  public enum What {
    FLAG,
    EXPERIMENT,
    ROUTE,
    SEGMENT,
    LAYER,
    HOLDOUT,
    METRIC,
    PUBLISH,
    KILL,
    UNKILL,
    PREVIEW,
    /// What publishing needs, and requests to publish.
    POLICY,
    /// Accounts, roles and tokens.
    ACCESS,
    /// What was done with an alert, and who is told of them.
    ALERT,
    /// An edge caught up or fell behind: told to watchers, not logged.
    EDGE
  }
}
