package dev.rimlight.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.engine.JvmEngine;
import dev.rimlight.interop.engine.WorkerEngine;
import dev.rimlight.interop.format.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A vendor's published test data, answered by the command's own code on both runtimes.
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VendorConformance {
  private static final Path WORKERD = Suites.ROOT.resolve("node_modules/.bin/workerd");
  private static final Path MODULE = Suites.ROOT.resolve("edge/bridge/target/js/core.js");

  private List<Suite> suites;

  abstract Format format();

  abstract int caseCount();

  abstract List<Suite> suites();

  @BeforeAll
  void readSuites() {
    Assumptions.assumeTrue(
        Files.isDirectory(Suites.FOLDER), Suites.FOLDER + " is absent: nothing to conform to");
    suites = suites();
  }

  @Test
  void suites_haveTheDocumentedNumberOfCases() {
    assertThat(suites.stream().mapToInt(suite -> suite.checks().size()).sum())
        .isEqualTo(caseCount());
  }

  @Test
  void jvm_answersAsTheVendorDoes(@TempDir Path folder) throws Exception {
    requireSupport();
    conform("jvm", Answers.of(format(), suites, folder, JvmEngine::new));
  }

  @Test
  void worker_answersAsTheVendorDoesAndByteForByteAsTheJvm(
      @TempDir Path jvmFolder, @TempDir Path workerFolder) throws Exception {
    requireSupport();
    Assumptions.assumeTrue(Files.exists(WORKERD), WORKERD + " is missing; run npm install");
    Assumptions.assumeTrue(Files.exists(MODULE), MODULE + " is missing; build edge/bridge");
    Answers jvm = Answers.of(format(), suites, jvmFolder, JvmEngine::new);
    Answers worker =
        Answers.of(
            format(),
            suites,
            workerFolder,
            complaints -> new WorkerEngine(Suites.ROOT, complaints));
    for (int i = 0; i < suites.size(); i++) {
      assertThat(worker.bySuite().get(i))
          .as(suites.get(i).section())
          .isEqualTo(jvm.bySuite().get(i));
    }
    conform("worker", worker);
  }

  private void conform(String runtime, Answers answers) throws Exception {
    // section -> how many are as the vendor has them, and of how many
    Map<String, int[]> counts = new LinkedHashMap<>();
    List<String> failing = new ArrayList<>();
    for (int i = 0; i < suites.size(); i++) {
      Suite suite = suites.get(i);
      List<String> ofSuite = answers.failing(suite, i);
      failing.addAll(ofSuite);
      int[] count = counts.computeIfAbsent(suite.section(), section -> new int[2]);
      count[0] += suite.checks().size() - ofSuite.size();
      count[1] += suite.checks().size();
    }
    counts.forEach((section, count) ->
        System.out.println(
            format().formatName()
                + " "
                + runtime
                + ": "
                + section
                + " "
                + count[0]
                + " of "
                + count[1]));
    failing.forEach(name -> System.out.println("FAILING " + runtime + ": " + name));
    assertThat(failing).isEmpty();
    assertThat(answers.complaints()).isEmpty();
    assertThat(answers.status()).isZero();
  }

  private void requireSupport() {
    Assumptions.assumeTrue(
        format().vendor().isPresent(), format().formatName() + " is not supported yet");
  }
}
