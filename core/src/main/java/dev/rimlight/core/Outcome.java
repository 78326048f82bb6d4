package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule or the default serves, made ready: decisions that are the same for everybody are
/// made once, variants are positions, and salts are hashed.
sealed interface Outcome {
  /// Null when it serves this unit nothing and the next rule is to be asked.
  ///
  /// @param question for an outcome that [#asksMore]
  @Nullable Decision of(Context context, @Nullable Question question);

  /// Whether it depends on more than the context, which forces and tests nothing.
  default boolean asksMore() {
    return false;
  }

  /// Tested one after the other: the compiled switch of patterns is twice as long in JavaScript.
  static Outcome prepare(Snapshot.Entry entry, int rule, Serve serve) {
    Flag flag = entry.flag();
    Outcome prepared = null;
    if (serve instanceof Serve.Fixed fixed) {
      Reason reason = rule < 0 ? Reason.DEFAULT : Reason.RULE;
      Decision.Cause cause = new Decision.Cause(flag, reason, rule, null, null);
      int variant = flag.variantIndex(fixed.variant());
      return new Same(new Decision(cause, variant, Bucketing.ABSENT));
    }
    if (serve instanceof Serve.Split split) {
      Decision.Cause cause = new Decision.Cause(flag, Reason.SPLIT, rule, null, null);
      List<Arm> arms = Experiment.arms(split.shares());
      // Past the last share it is the last one's, which arms do not say.
      boolean whole = arms.get(arms.size() - 1).range().to() >= split.by().buckets();
      prepared = whole ? shared(cause, split.by(), arms) : null;
    } else if (serve instanceof Serve.InExperiment) {
      prepared = prepare(flag, rule, entry.enrolment(rule));
    }
    return prepared == null ? new General(entry, rule, serve) : prepared;
  }

  private static @Nullable Shared shared(Decision.Cause cause, Bucketing by, List<Arm> arms) {
    Buckets buckets = Buckets.of(by);
    return buckets == null ? null : new Shared(cause, buckets, new Ranges(cause.flag(), arms));
  }

  /// Null for an experiment that needs more than buckets.
  private static @Nullable Outcome prepare(Flag flag, int rule, @Nullable Enrolment enrolment) {
    if (enrolment == null || !enrolment.experiment().running()) {
      return new Same(null);
    }
    Experiment experiment = enrolment.experiment();
    boolean timed = experiment.startMillis() != null || experiment.stopMillis() != null;
    Decision.Cause cause = new Decision.Cause(flag, Reason.EXPERIMENT, rule, experiment, null);
    Shared shared = shared(cause, experiment.by(), experiment.arms());
    if (timed || experiment.sticky() != null || shared == null) {
      return null;
    }
    Condition gate = enrolment.gate();
    if (gate instanceof Condition.InBuckets in && in.ranges().size() == 1) {
      Buckets gates = Buckets.of(in.by());
      return gates == null ? null : new Gated(gates, in.ranges().get(0), shared);
    }
    return gate instanceof Condition.Always ? shared : null;
  }

  /// The same for everybody; null of an experiment that does not run.
  record Same(@Nullable Decision decision) implements Outcome {
    @Override
    public @Nullable Decision of(Context context, @Nullable Question question) {
      return decision;
    }
  }

  /// A unit gets the variant of its bucket.
  record Shared(Decision.Cause cause, Buckets buckets, Ranges ranges) implements Outcome {
    @Override
    public @Nullable Decision of(Context context, @Nullable Question question) {
      int bucket = buckets.of(context);
      int variant = bucket < 0 ? -1 : ranges.variantAt(bucket);
      return variant < 0 ? null : new Decision(cause, variant, bucket);
    }
  }

  /// Only units of this range of other buckets take part.
  record Gated(Buckets buckets, Range range, Shared shared) implements Outcome {
    @Override
    public @Nullable Decision of(Context context, @Nullable Question question) {
      return range.holds(buckets.of(context)) ? shared.of(context, question) : null;
    }
  }

  /// Whatever has no form of its own.
  record General(Snapshot.Entry entry, int rule, Serve serve) implements Outcome {
    @Override
    public @Nullable Decision of(Context context, @Nullable Question question) {
      return question == null ? null : Decider.serve(question, entry, serve, rule);
    }

    @Override
    public boolean asksMore() {
      return true;
    }
  }
}
