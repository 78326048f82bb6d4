package dev.rimlight.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One decision under way: what is asked, what was found out so far, and what went wrong.
///
/// A flag that is needed by others is decided once, however many conditions name it; so is a
/// segment. Whatever cannot be decided fails the whole question: the first failure counts.
public final class Question {
  private final Snapshot snapshot;
  private final KillList kills;
  private final Context context;
  private final long nowMillis;
  private final @Nullable Trace trace;

  private @Nullable Map<String, Decision> given;
  private @Nullable Map<String, Boolean> segments;
  private @Nullable Way way;
  private @Nullable Value element;
  private @Nullable String failure;

  /// The flags and segments that are being decided, the innermost first.
  private record Way(String key, boolean segment, @Nullable Way outer) {}

  Question(
      Snapshot snapshot, KillList kills, Context context, long nowMillis, @Nullable Trace trace) {
    this.snapshot = snapshot;
    this.kills = kills;
    this.context = context;
    this.nowMillis = nowMillis;
    this.trace = trace;
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

  @Nullable Trace trace() {
    return trace;
  }

  @Nullable String failure() {
    return failure;
  }

  /// False, so that a condition can give it back.
  boolean fail(String error) {
    failure = failure == null ? error : failure;
    return false;
  }

  /// What a path begins with: an attribute, of the element where there is one.
  @Nullable Value named(String root) {
    if (root.length() > 1 && root.charAt(0) == '$') {
      if (root.equals(Attribute.NOW)) {
        return new Value.Numeric(nowMillis);
      }
      if (root.equals(Attribute.UNIT)) {
        String unit = context.unit();
        return unit == null ? null : new Value.Text(unit);
      }
      if (root.equals(Attribute.ELEMENT)) {
        return element;
      }
    }
    if (element != null) {
      return element instanceof Value.Members members ? members.member(root) : null;
    }
    return context.attribute(root);
  }

  /// Goes into an element of a list; gives what [#leave] takes.
  @Nullable Value enter(Value inner) {
    Value outer = element;
    element = inner;
    return outer;
  }

  void leave(@Nullable Value outer) {
    element = outer;
  }

  /// Null for a flag that is not there, and after a failure.
  @Nullable Decision given(String key) {
    Decision known = given == null ? null : given.get(key);
    if (known != null) {
      return known;
    }
    int flag = snapshot.indexOf(key);
    if (flag < 0 || !begin(key, false, Limits.PREREQUISITE_DEPTH)) {
      return null;
    }
    Value outer = element;
    element = null;
    if (trace != null) {
      trace.enterFlag(key);
    }
    Decision decision = Decider.decide(this, flag);
    if (trace != null) {
      trace.leaveFlag(decision);
    }
    element = outer;
    end();
    given = given == null ? new HashMap<>() : given;
    given.put(key, decision);
    return decision;
  }

  boolean inSegment(String key) {
    Boolean known = segments == null ? null : segments.get(key);
    if (known != null) {
      return known;
    }
    Condition when;
    try {
      when = snapshot.segment(key);
    } catch (UnsupportedSnapshot newer) {
      return fail("UNSUPPORTED_SEGMENT");
    }
    if (when == null) {
      return context.has(key);
    }
    if (!begin(key, true, Limits.SEGMENT_DEPTH)) {
      return false;
    }
    Value outer = element;
    element = null;
    boolean holds = when.holds(this);
    element = outer;
    end();
    segments = segments == null ? new HashMap<>() : segments;
    segments.put(key, holds);
    return holds;
  }

  /// The flag that is asked for stands first on the way.
  void begin(String flag) {
    way = new Way(flag, false, null);
  }

  /// Fails on a cycle, and on a chain that no checked definitions reach.
  private boolean begin(String key, boolean segment, int limit) {
    int depth = 1;
    for (Way at = way; at != null; at = at.outer()) {
      if (at.segment() == segment) {
        if (at.key().equals(key)) {
          return fail(segment ? "SEGMENT_CYCLE" : "PREREQUISITE_CYCLE");
        }
        depth++;
      }
    }
    if (depth > limit + 1) {
      return fail(segment ? "SEGMENT_DEPTH" : "PREREQUISITE_DEPTH");
    }
    way = new Way(key, segment, way);
    return true;
  }

  private void end() {
    Way inner = way;
    way = inner == null ? null : inner.outer();
  }
}
