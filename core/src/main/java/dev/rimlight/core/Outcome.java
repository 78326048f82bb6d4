package dev.rimlight.core;

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

  static Outcome prepare(Snapshot.Entry entry, int rule, Serve serve) {
    Flag flag = entry.flag();
    Reason reason = rule < 0 ? Reason.DEFAULT : Reason.RULE;
    return switch (serve) {
      case Serve.Fixed fixed ->
          new Same(
              new Decision(
                  new Decision.Cause(flag, reason, rule, null, null),
                  flag.variantIndex(fixed.variant()),
                  Bucketing.ABSENT));
      case Serve.Nothing nothing ->
          new Same(
              new Decision(
                  new Decision.Cause(flag, reason, rule, null, null), -1, Bucketing.ABSENT));
      case Serve.Split split -> {
        Buckets buckets = Buckets.of(split.by());
        yield buckets == null
            ? new General(entry, rule, serve)
            : new Shared(
                new Decision.Cause(flag, Reason.SPLIT, rule, null, null),
                buckets,
                Ranges.ofShares(flag, split.shares()));
      }
      case Serve.InExperiment in -> {
        Outcome prepared = prepare(flag, rule, entry.enrolment(rule));
        yield prepared == null ? new General(entry, rule, serve) : prepared;
      }
      case Serve.Named named -> new General(entry, rule, serve);
      case Serve.Broken broken -> new General(entry, rule, serve);
    };
  }

  /// Null for an experiment that needs more than buckets.
  private static @Nullable Outcome prepare(
      Flag flag, int rule, @Nullable Enrolment enrolment) {
    if (enrolment == null || !enrolment.experiment().running()) {
      return new Passed();
    }
    Experiment experiment = enrolment.experiment();
    Buckets buckets = Buckets.of(experiment.by());
    Condition gate = enrolment.gate();
    boolean timed = experiment.startMillis() != null || experiment.stopMillis() != null;
    if (timed || experiment.sticky() != null || buckets == null) {
      return null;
    }
    Shared shared =
        new Shared(
            new Decision.Cause(flag, Reason.EXPERIMENT, rule, experiment, null),
            buckets,
            Ranges.ofArms(flag, experiment.arms()));
    if (gate instanceof Condition.Always) {
      return shared;
    }
    Buckets gates = gate instanceof Condition.InBuckets in ? Buckets.of(in.by()) : null;
    return gates != null && gate instanceof Condition.InBuckets in && in.ranges().size() == 1
        ? new Gated(gates, in.ranges().get(0), shared)
        : null;
  }

  /// The same for everybody.
  record Same(Decision decision) implements Outcome {
    @Override
    public Decision of(Context context, @Nullable Question question) {
      return decision;
    }
  }

  /// An experiment that does not run.
  record Passed() implements Outcome {
    @Override
    public @Nullable Decision of(Context context, @Nullable Question question) {
      return null;
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
