package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who takes part in an experiment, and that raising the allocation moves nobody.
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
