package dev.rimlight.control.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Precondition;
import dev.rimlight.control.publish.Watchers;
import dev.rimlight.control.results.Results.Decision;
import dev.rimlight.control.store.Store;
import dev.rimlight.control.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list of results takes no longer than its budget.
class ResultsDeskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path data;
  private Store store;
  private ResultsDesk desk;

  @BeforeEach
  void openTwoExperiments() throws Exception {
    store = Store.open(data);
    Environment environment =
        Environment.open(
            "demo", store, InstantSource.system(), new Watchers(), Telemetry.of(Map.of()));
    DraftEditor editor = new DraftEditor(environment, Scripts.REFUSED);
    for (String key : List.of("first", "second")) {
      editor.put(
          new DraftEditor.Wish(Noun.EXPERIMENT, key, Json.readObject(experiment(key)), "test"),
          new Precondition.Absent());
    }
    desk =
        new ResultsDesk(
            environment, Optional.empty(), new IngestAccount(Optional.empty(), Optional.empty()));
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
    store.close();
  }

  private static byte[] experiment(String key) {
    return """
    {"key":"%s","flag":"cta","unit":"visitor","control":"a","allocation":1,"status":"draft",
     "variants":[{"variant":"a","weight":50000},{"variant":"b","weight":50000}],
     "metrics":[{"key":"m","event":"order","kind":"mean","direction":"increase","role":"goal"}]}
    """
        .formatted(key)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneThatIsKnown_isListedWithoutAnyBudget() {
    List<String> both = List.of("first", "second");
    assertThat(desk.summaries(both, Duration.ZERO)).isEmpty();
    long asOf = desk.results("second", 0.05).asOf();
    assertThat(desk.summaries(both, Duration.ZERO))
        .containsOnlyKeys("second")
        .extractingByKey("second")
        .returns(asOf, Summary::asOf)
        .returns(Decision.Code.DRAFT, Summary::decision);
    assertThat(desk.summaries(both, PATIENCE)).containsOnlyKeys("first", "second");
  }

  @Test
  void experimentThatIsGone_isLeftOut() {
    assertThat(desk.summaries(List.of("gone", "first"), PATIENCE)).containsOnlyKeys("first");
  }
}
