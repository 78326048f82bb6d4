package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides one flag for one context. Total: every validated snapshot and every context has a
/// decision.
public final class Decider {
  private Decider() {}

  /// The decision about `flag`.
  ///
  /// @param flag position in the snapshot, see [Snapshot#indexOf]
  /// @param nowMillis the caller's clock, Unix milliseconds; reserved for ramps and time windows,
  ///   the same for all flags of a request
  public static Decision decide(
      Snapshot snapshot, KillList kills, Context context, int flag, long nowMillis) {
    return decide(new Question(snapshot, kills, context, nowMillis), flag);
  }

  static Decision decide(Question question, int flag) {
    Snapshot snapshot = question.snapshot();
    Context context = question.context();
    Snapshot.Entry entry = snapshot.entry(flag);
    Flag subject = entry.flag();
    int off = subject.variantIndex(subject.off());
    if (question.kills().kills(subject.key())) {
      return new Decision(subject, off, Reason.KILLED, -1, null, -1);
    }
    if (!subject.on()) {
      return new Decision(subject, off, Reason.OFF, -1, null, -1);
    }
    if (!entry.supported()) {
      return new Decision(subject, off, Reason.UNSUPPORTED, -1, null, -1);
    }
    List<Rule> rules = subject.rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (Conditions.holds(rule.when(), question)) {
        Decision decision = serve(snapshot, subject, rule.serve(), i, context);
        if (decision != null) {
          return decision;
        }
      }
    }
    Decision decision = serve(snapshot, subject, subject.otherwise(), -1, context);
    return decision != null ? decision : new Decision(subject, off, Reason.DEFAULT, -1, null, -1);
  }

  /// Null when it serves this unit nothing and the next rule is to be asked.
  private static @Nullable Decision serve(
      Snapshot snapshot, Flag flag, Serve serve, int rule, Context context) {
    return switch (serve) {
      case Serve.Fixed fixed ->
          new Decision(
              flag,
              flag.variantIndex(fixed.variant()),
              rule < 0 ? Reason.DEFAULT : Reason.RULE,
              rule,
              null,
              -1);
      case Serve.Split split -> split(flag, split, rule, context.unit());
      case Serve.InExperiment in ->
          enrol(flag, snapshot.experiment(in.experiment()), rule, context.unit());
    };
  }

  private static @Nullable Decision split(
      Flag flag, Serve.Split split, int rule, @Nullable String unit) {
    if (unit == null) {
      return null;
    }
    int bucket = Bucketing.bucket(Bucketing.VARIANT_SEED, flag.key(), unit);
    String variant = variantAt(split.shares(), bucket);
    return new Decision(flag, flag.variantIndex(variant), Reason.SPLIT, rule, null, bucket);
  }

  private static @Nullable Decision enrol(
      Flag flag, @Nullable Experiment experiment, int rule, @Nullable String unit) {
    if (unit == null || experiment == null || !experiment.running()) {
      return null;
    }
    if (Bucketing.bucket(Bucketing.ALLOCATION_SEED, experiment.salt(), unit)
        >= experiment.allocation()) {
      return null;
    }
    int bucket = Bucketing.bucket(Bucketing.VARIANT_SEED, experiment.salt(), unit);
    String variant = variantAt(experiment.shares(), bucket);
    return new Decision(
        flag, flag.variantIndex(variant), Reason.EXPERIMENT, rule, experiment, bucket);
  }

  /// The share whose half-open range holds the bucket. Weights sum to [Limits#WHOLE] and buckets
  /// lie below it, so one always does.
  private static String variantAt(List<Share> shares, int bucket) {
    int end = 0;
    for (int i = 0; i < shares.size(); i++) {
      end += shares.get(i).weight();
      if (bucket < end) {
        return shares.get(i).variant();
      }
    }
    throw new IllegalStateException("bucket == " + bucket + " is past the last share, " + end);
  }
}
