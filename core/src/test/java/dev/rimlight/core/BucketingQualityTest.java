package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Buckets of a million ids are uniform, and those of two experiments independent: Pearson's
/// chi-squared stays below the quantile of 1 - 1e-6. Ids are fixed, so the test cannot flake.
class BucketingQualityTest {
  private static final int IDS = 1_000_000;

  /// Quantiles of chi-squared at 1 - 1e-6, by Wilson and Hilferty's approximation (within 0.2 %).
  private static final double UNIFORM_99 = 177.1;

  private static final double INDEPENDENT_81 = 152.4;

  @ParameterizedTest
  @CsvSource({"sequential, cta-wording", "sequential, a", "uuid, cta-wording", "uuid, layer:page"})
  void buckets_areUniform(String ids, String salt) {
    int[] counts = new int[100];
    Bucketing by = Bucketing.standard(Bucketing.VARIANT_SEED, salt, null);
    IntFunction<String> id = ids(ids);
    for (int i = 0; i < IDS; i++) {
      counts[by.bucket(id.apply(i)) / 1_000]++;
    }
    double expected = IDS / 100.0;
    double chi = 0;
    for (int count : counts) {
      chi += (count - expected) * (count - expected) / expected;
    }
    assertThat(chi).isLessThan(UNIFORM_99);
  }

  /// Two salts, and the two seeds of one salt: who takes part says nothing of which variant.
  @ParameterizedTest
  @CsvSource({
    "sequential, first, 0, second, 0",
    "sequential, a, 0, b, 0",
    "sequential, first, 0, first, 1",
    "uuid, first, 0, second, 0",
    "uuid, exp-1, 0, exp-2, 0",
    "uuid, first, 0, first, 1"
  })
  void experiments_areIndependent(
      String ids, String salt, int seed, String otherSalt, int otherSeed) {
    int[][] counts = new int[10][10];
    int[] rows = new int[10];
    int[] columns = new int[10];
    Bucketing one = Bucketing.standard(seed, salt, null);
    Bucketing other = Bucketing.standard(otherSeed, otherSalt, null);
    IntFunction<String> id = ids(ids);
    for (int i = 0; i < IDS; i++) {
      String unit = id.apply(i);
      int row = one.bucket(unit) / 10_000;
      int column = other.bucket(unit) / 10_000;
      counts[row][column]++;
      rows[row]++;
      columns[column]++;
    }
    double chi = 0;
    for (int row = 0; row < 10; row++) {
      for (int column = 0; column < 10; column++) {
        double expected = (double) rows[row] * columns[column] / IDS;
        chi += Math.pow(counts[row][column] - expected, 2) / expected;
      }
    }
    assertThat(chi).isLessThan(INDEPENDENT_81);
  }

  private static IntFunction<String> ids(String kind) {
    Random random = new Random(20261122);
    return kind.equals("sequential")
        ? i -> "visitor-" + i
        : i -> new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
