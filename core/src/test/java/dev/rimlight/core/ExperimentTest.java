package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who takes part in an experiment, and that raising the allocation moves nobody.
@NullUnmarked
class ExperimentTest {
  private static final int UNITS = 20_000;

  @Test
  void allocation_growsWithoutReassigning() {
    String[] before = assignments(0);
    for (int allocation = 5_000; allocation <= Limits.WHOLE; allocation += 5_000) {
      String[] after = assignments(allocation);
      for (int i = 0; i < UNITS; i++) {
        if (before[i].startsWith("in ")) {
          assertThat(after[i]).as("unit v%d at %d", i, allocation).isEqualTo(before[i]);
        }
      }
      before = after;
    }
    assertThat(before).allMatch(assignment -> assignment.startsWith("in "));
  }

  /// Variants among the enrolled are as the weights say: within 4 standard deviations of a
  /// binomial, fixed units.
  @Test
  void allocation_doesNotFavourAVariant() {
    for (int allocation : new int[] {10_000, 50_000, Limits.WHOLE}) {
      long control = 0;
      long enrolled = 0;
      for (String assignment : assignments(allocation)) {
        enrolled += assignment.startsWith("in ") ? 1 : 0;
        control += assignment.equals("in a") ? 1 : 0;
      }
      double expected = enrolled * 0.3;
      assertThat((double) control)
          .as("control of %d enrolled", enrolled)
          .isBetween(
              expected - 4 * Math.sqrt(expected * 0.7), expected + 4 * Math.sqrt(expected * 0.7));
    }
  }

  /// Any row of raises with any weights: what a bucket had it keeps, the arms exclude each other,
  /// and so many are taken as were asked for.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void arms_growWithoutReassigning(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int buckets = 1 + random.nextInt(2_000);
      List<Arm> arms = List.of();
      String[] before = new String[buckets];
      int taken = 0;
      for (int raise = 0; raise < 6; raise++) {
        taken += random.nextInt(buckets - taken + 1);
        List<Share> shares =
            List.of(
                new Share("a", 1 + random.nextInt(100)),
                new Share("b", random.nextInt(100)),
                new Share("c", random.nextInt(100)));
        arms = Experiment.grown(arms, taken, shares, buckets);
        String[] after = variants(arms, buckets);
        for (int i = 0; i < buckets; i++) {
          if (before[i] != null) {
            assertThat(after[i]).isEqualTo(before[i]);
          }
        }
        assertThat(Arrays.stream(after).filter(Objects::nonNull)).hasSize(taken);
        before = after;
      }
    }
  }

  @Test
  void shrinkingArms_areRefused() {
    List<Arm> arms = Experiment.arms(List.of(new Share("a", 40), new Share("b", 20)));
    assertThatThrownBy(() -> Experiment.grown(arms, 59, List.of(new Share("a", 1)), 100))
        .hasMessage("taken == 59, must be >= 60, what the arms have, and <= 100");
    assertThat(Experiment.grown(arms, 80, List.of(new Share("b", 1)), 100))
        .endsWith(new Arm("b", new Range(60, 80)));
  }

  private static String[] variants(List<Arm> arms, int buckets) {
    String[] variants = new String[buckets];
    for (Arm arm : arms) {
      for (int i = arm.range().from(); i < arm.range().to(); i++) {
        assertThat(variants[i]).as("bucket %d is taken once", i).isNull();
        variants[i] = arm.variant();
      }
    }
    return variants;
  }

  @Test
  void unknownVisitor_isNotEnrolled() {
    Snapshot snapshot = snapshot(Limits.WHOLE);
    Decision decision = Decider.decide(snapshot, KillList.NONE, new Context(null), 0, 0);
    assertThat(decision.describe()).isEqualTo("a DEFAULT rule=- experiment=- bucket=-");
  }

  private static String[] assignments(int allocation) {
    Snapshot snapshot = snapshot(allocation);
    String[] assignments = new String[UNITS];
    for (int i = 0; i < UNITS; i++) {
      Decision decision = Decider.decide(snapshot, KillList.NONE, new Context("v" + i), 0, 0);
      assignments[i] = (decision.experiment() == null ? "out " : "in ") + decision.variantKey();
    }
    return assignments;
  }

  private static Snapshot snapshot(int allocation) {
    List<Variant> variants =
        List.of(new Variant("a", new Value.Text("A")), new Variant("b", new Value.Text("B")));
    Flag flag =
        new Flag(
            "f",
            FlagType.STRING,
            true,
            variants,
            "a",
            List.of(new Rule("r", new Condition.Always(), new Serve.InExperiment("e"))),
            new Serve.Fixed("a"));
    Experiment experiment =
        new Experiment(
            "e",
            "f",
            "a",
            Bucketing.standard(Bucketing.VARIANT_SEED, "e", null),
            Experiment.arms(List.of(new Share("a", 30_000), new Share("b", 70_000))),
            allocation,
            new Condition.Always(),
            null,
            List.of(),
            List.of(),
            null,
            true,
            null,
            null);
    return Snapshot.open(
        SnapshotCodec.encode(new Definitions("x", 1, List.of(flag), List.of(experiment), "[]")));
  }
}
