package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flag made ready to be decided again and again. Made when a flag is first decided, and not when
/// it is read. It decides as [Decider] does on the flag itself, and tells no trace.
final class Plan {
  private final Flag flag;
  private final boolean chained;
  private final Decision killed;

  /// What everybody gets of a flag that is off or not supported; null when its rules are asked.
  private final @Nullable Decision idle;

  private final @Nullable Step first;
  private final Outcome otherwise;
  private final Decision nothing;
  private final boolean asksMore;

  /// A rule and those after it. A chain and not an array: in JavaScript an array of Java's is an
  /// object around another.
  private record Step(@Nullable Probe probe, Outcome outcome, int rule, @Nullable Step next) {}

  Plan(Snapshot snapshot, Snapshot.Entry entry) {
    this.flag = entry.flag();
    this.chained = entry.chained();
    this.killed = Decider.off(flag, Reason.KILLED);
    this.nothing = Decider.off(flag, Reason.DEFAULT);
    this.idle =
        !flag.on()
            ? Decider.off(flag, Reason.OFF)
            : entry.supported() ? null : Decider.off(flag, Reason.UNSUPPORTED);
    if (idle != null) {
      this.first = null;
      this.otherwise = new Outcome.Same(null);
      this.asksMore = false;
      return;
    }
    List<Rule> rules = flag.rules();
    this.otherwise = Outcome.prepare(entry, -1, flag.otherwise());
    boolean more = otherwise.asksMore();
    Step step = null;
    for (int i = rules.size() - 1; i >= 0; i--) {
      Probe probe = Probe.prepareAll(rules.get(i).when(), snapshot);
      Outcome outcome = Outcome.prepare(entry, i, rules.get(i).serve());
      more = more || outcome.asksMore() || Probe.askMore(probe);
      step = new Step(probe, outcome, i, step);
    }
    this.first = step;
    this.asksMore = more;
  }

  /// Whether a question is needed to decide: most flags look at the context alone.
  boolean asksMore() {
    return asksMore;
  }

  /// The question that the flag begins.
  Question question(Snapshot snapshot, KillList kills, Context context, long nowMillis) {
    Question question = new Question(snapshot, kills, context, nowMillis, null);
    if (chained) {
      question.begin(flag.key());
    }
    return question;
  }

  Decision decide(KillList kills, Context context, Seen seen, @Nullable Question question) {
    if (!kills.isEmpty() && kills.kills(flag.key())) {
      return killed;
    }
    if (idle != null) {
      return idle;
    }
    for (Step step = first; step != null; step = step.next) {
      boolean holds = Probe.hold(step.probe, seen, question);
      Decision decision = holds ? step.outcome.of(context, question) : null;
      if (question != null && question.failure() != null) {
        return Decider.failed(flag, question.failure(), step.rule);
      }
      if (decision != null) {
        return decision;
      }
    }
    Decision decision = otherwise.of(context, question);
    if (question != null && question.failure() != null) {
      return Decider.failed(flag, question.failure(), -1);
    }
    return decision != null ? decision : nothing;
  }
}
