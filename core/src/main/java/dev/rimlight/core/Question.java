package dev.rimlight.core;

import java.util.HashMap;
import java.util.Map;

/// One decision under way: what is asked, and which variants the prerequisites gave so far, each
/// decided once however many conditions name it.
final class Question {
  private final Snapshot snapshot;
  private final KillList kills;
  private final Context context;
  private final long nowMillis;
  private final Map<String, String> given = new HashMap<>();
  private int depth;

  Question(Snapshot snapshot, KillList kills, Context context, long nowMillis) {
    this.snapshot = snapshot;
    this.kills = kills;
    this.context = context;
    this.nowMillis = nowMillis;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  KillList kills() {
    return kills;
  }

  Context context() {
    return context;
  }

  long nowMillis() {
    return nowMillis;
  }

  /// False past [Limits#PREREQUISITE_DEPTH], which no checked definitions reach, and for a flag
  /// that is not there.
  boolean gives(Condition.FlagGives prerequisite) {
    String variant = given.get(prerequisite.flag());
    if (variant == null) {
      int flag = snapshot.indexOf(prerequisite.flag());
      if (flag < 0 || depth >= Limits.PREREQUISITE_DEPTH) {
        return false;
      }
      depth++;
      Decision decision = Decider.decide(this, flag);
      depth--;
      variant = decision.flag().variants().get(decision.variant()).key();
      given.put(prerequisite.flag(), variant);
    }
    return prerequisite.variants().contains(variant);
  }
}
