package dev.rimlight.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides one flag for one context. Total: every snapshot that opens and every context has a
/// decision.
public final class Decider {
  private Decider() {}

  /// The decision about `flag`.
  ///
  /// @param flag position in the snapshot, see [Snapshot#indexOf]
  /// @param nowMillis the caller's clock, Unix milliseconds, the same for all flags of a request
  public static Decision decide(
      Snapshot snapshot, KillList kills, Context context, int flag, long nowMillis) {
    Plan plan = snapshot.plan(flag);
    boolean more = plan.asksMore() || context.isSettled();
    Question question = more ? plan.question(snapshot, kills, context, nowMillis) : null;
    return question != null && context.isSettled()
        ? decide(question, snapshot.entry(flag))
        : plan.decide(kills, context, context.seenBy(snapshot), question);
  }

  /// Another flag of the same question.
  static Decision decide(Question question, int flag) {
    Snapshot snapshot = question.snapshot();
    Context context = question.context();
    return question.trace() != null || context.isSettled()
        ? decide(question, snapshot.entry(flag))
        : snapshot.plan(flag).decide(question.kills(), context, context.seenBy(snapshot), question);
  }

  /// The decision with everything that led to it, as JSON: each rule, each condition, what it saw,
  /// and why not. It is the same decision, made once more.
  public static String explain(
      Snapshot snapshot, KillList kills, Context context, int flag, long nowMillis) {
    Trace trace = new Trace();
    Question question = new Question(snapshot, kills, context, nowMillis, trace);
    String key = snapshot.flag(flag).key();
    question.begin(key);
    trace.enterFlag(key);
    trace.leaveFlag(decide(question, snapshot.entry(flag)));
    return trace.toString();
  }

  /// The flag itself, as it was written: what plans have to equal, and what a trace is told of.
  static Decision decide(Question question, Snapshot.Entry entry) {
    Flag subject = entry.flag();
    if (question.kills().kills(subject.key())) {
      return off(subject, Reason.KILLED);
    }
    if (!subject.on()) {
      return off(subject, Reason.OFF);
    }
    if (!entry.supported()) {
      return off(subject, Reason.UNSUPPORTED);
    }
    List<Rule> rules = subject.rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Decision decision = null;
      if (question.trace() != null) {
        question.trace().rule(rule.id());
      }
      if (rule.when().holds(question) && question.failure() == null) {
        decision = serve(question, entry, rule.serve(), i);
      }
      if (question.failure() != null) {
        return failed(subject, question.failure(), i);
      }
      if (decision != null) {
        return decision;
      }
    }
    if (question.trace() != null) {
      question.trace().rule(null);
    }
    Decision decision = serve(question, entry, subject.otherwise(), -1);
    if (question.failure() != null) {
      return failed(subject, question.failure(), -1);
    }
    return decision != null ? decision : off(subject, Reason.DEFAULT);
  }

  static Decision off(Flag flag, Reason reason) {
    return new Decision(
        new Decision.Cause(flag, reason, -1, null, null),
        flag.variantIndex(flag.off()),
        Bucketing.ABSENT);
  }

  static Decision failed(Flag flag, @Nullable String error, int rule) {
    return new Decision(
        new Decision.Cause(flag, Reason.ERROR, rule, null, error), -1, Bucketing.ABSENT);
  }

  /// Null when it serves this unit nothing and the next rule is to be asked.
  static @Nullable Decision serve(Question question, Snapshot.Entry entry, Serve serve, int rule) {
    Flag flag = entry.flag();
    return switch (serve) {
      case Serve.Fixed fixed -> chosen(flag, flag.variantIndex(fixed.variant()), rule);
      case Serve.Split split -> split(question, flag, split, rule);
      case Serve.InExperiment in -> enrol(question, flag, entry.enrolment(rule), rule);
      case Serve.Named named -> named(question, flag, named.name(), rule);
      case Serve.Nothing nothing -> chosen(flag, -1, rule);
      case Serve.Broken broken -> {
        question.fail(broken.error());
        yield null;
      }
    };
  }

  private static Decision chosen(Flag flag, int variant, int rule) {
    Reason reason = rule < 0 ? Reason.DEFAULT : Reason.RULE;
    return new Decision(
        new Decision.Cause(flag, reason, rule, null, null), variant, Bucketing.ABSENT);
  }

  private static @Nullable Decision named(Question question, Flag flag, Term name, int rule) {
    Value value = name.value(question);
    if (value == null || value instanceof Value.Null) {
      return null;
    }
    boolean names = value instanceof Value.Text || value instanceof Value.Bool;
    int variant = names ? flag.variantIndex(value.text()) : -1;
    if (variant < 0) {
      question.fail("UNKNOWN_VARIANT");
    }
    return chosen(flag, variant, rule);
  }

  private static @Nullable Decision split(
      Question question, Flag flag, Serve.Split split, int rule) {
    int bucket = split.by().bucket(question);
    if (question.trace() != null) {
      question.trace().sawBucket(bucket);
    }
    if (bucket == Bucketing.ABSENT && !split.by().absentFirst()) {
      return null;
    }
    String variant = variantAt(split.shares(), Math.max(bucket, 0));
    return new Decision(
        new Decision.Cause(flag, Reason.SPLIT, rule, null, null),
        flag.variantIndex(variant),
        bucket);
  }

  /// The share whose half-open range holds the bucket; past the last one it is the last one's.
  private static String variantAt(List<Share> shares, int bucket) {
    int end = 0;
    int last = shares.size() - 1;
    for (int i = 0; i < last; i++) {
      end += shares.get(i).weight();
      if (bucket < end) {
        return shares.get(i).variant();
      }
    }
    return shares.get(last).variant();
  }

  private static @Nullable Decision enrol(
      Question question, Flag flag, @Nullable Enrolment enrolment, int rule) {
    if (enrolment == null) {
      return refused(question, "UNKNOWN");
    }
    Experiment experiment = enrolment.experiment();
    Context context = question.context();
    String forced = context.forcedVariant(experiment.key());
    int forcedVariant = forced == null ? -1 : flag.variantIndex(forced);
    if (forcedVariant >= 0) {
      return new Decision(
          new Decision.Cause(flag, Reason.FORCED, rule, experiment, null),
          forcedVariant,
          Bucketing.ABSENT);
    }
    if (!experiment.open(question.nowMillis())) {
      return refused(question, "NOT_RUNNING");
    }
    int bucket = experiment.by().bucket(question);
    if (question.trace() != null) {
      question.trace().sawBucket(bucket);
    }
    if (bucket == Bucketing.ABSENT && !experiment.by().absentFirst()) {
      return refused(question, "NO_UNIT");
    }
    Experiment.Sticky sticky = experiment.sticky();
    Map<Integer, String> assignments =
        sticky == null ? Map.of() : context.assignments(experiment.key());
    String kept = sticky == null ? null : assignments.get(sticky.version());
    int variant = kept == null ? -1 : flag.variantIndex(kept);
    if (sticky != null && blocked(assignments, sticky.minVersion())) {
      return refused(question, "BLOCKED");
    }
    Reason reason = Reason.STICKY;
    if (variant < 0) {
      if (!enrolment.gate().holds(question)) {
        return refused(question, "NOT_IN_AUDIENCE");
      }
      Arm arm = armAt(experiment.arms(), Math.max(bucket, 0));
      if (arm == null) {
        return refused(question, "NOT_ALLOCATED");
      }
      if (arm.variant() == null) {
        return refused(question, "PASSED_ON");
      }
      variant = flag.variantIndex(arm.variant());
      reason = Reason.EXPERIMENT;
    }
    if (context.isTesting()) {
      return refused(question, "TESTING");
    }
    return new Decision(new Decision.Cause(flag, reason, rule, experiment, null), variant, bucket);
  }

  private static @Nullable Decision refused(Question question, String why) {
    if (question.trace() != null) {
      question.trace().refused(why);
    }
    return null;
  }

  private static boolean blocked(Map<Integer, String> assignments, int minVersion) {
    for (int version : assignments.keySet()) {
      if (version < minVersion) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Arm armAt(List<Arm> arms, int bucket) {
    for (int i = 0; i < arms.size(); i++) {
      if (arms.get(i).range().holds(bucket)) {
        return arms.get(i);
      }
    }
    return null;
  }
}
