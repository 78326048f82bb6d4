package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static dev.rimlight.control.RunningControlPlane.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A request with an Idempotency-Key is done once.
class RepeatsTest {
  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
    control.create("/flags/cta", CTA);
  }

  @AfterEach
  void close() {
    control.close();
  }

  private RunningControlPlane.Answer comment(String key, String text) {
    return control.send(
        "POST",
        BASE + "/flags/cta/comments",
        "{\"text\":\"%s\"}".formatted(text),
        "Authorization",
        "Bearer " + TOKEN,
        "Idempotency-Key",
        key);
  }

  private List<?> comments() {
    return control.get(BASE + "/flags/cta/comments").list("comments");
  }

  @Test
  void sameRequestAgain_isAnsweredAsItWasAndDoneOnce() {
    RunningControlPlane.Answer first = comment("k1", "well");
    RunningControlPlane.Answer again = comment("k1", "well");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(comments()).hasSize(1);
  }

  @Test
  void otherRequestWithTheKey_isRefused() {
    comment("k1", "well");

    assertThat(comment("k1", "badly").json()).containsEntry("type", "rimlight:key_reused");
    assertThat(comment("k2", "badly").status()).isEqualTo(201);
    assertThat(comments()).hasSize(2);
  }

  @Test
  void refusedRequest_mayBeSentAgain() {
    assertThat(comment("k1", "").status()).isEqualTo(400);
    assertThat(comment("k1", "well").status()).isEqualTo(201);
  }

  @Test
  void manyAtOnce_areDoneOnce() throws Exception {
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> same =
          IntStream.range(0, 20)
              .<Callable<Integer>>mapToObj(_ -> () -> comment("k1", "well").status())
              .toList();
      for (Future<Integer> status : senders.invokeAll(same)) {
        assertThat(status.get()).isIn(201, 409);
      }
    }
    assertThat(comments()).hasSize(1);
  }

  @Test
  void secret_isNotShownAgain() {
    String[] headers = {"Authorization", "Bearer " + TOKEN, "Idempotency-Key", "k1"};
    String wish = "{\"name\":\"robot\",\"role\":\"viewer\"}";

    RunningControlPlane.Answer first = control.send("POST", "/v1/tokens", wish, headers);
    RunningControlPlane.Answer again = control.send("POST", "/v1/tokens", wish, headers);

    assertThat(first.json()).containsKey("secret");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).containsOnlyKeys("token");
    assertThat(control.get("/v1/tokens").list("tokens")).hasSize(1);
  }

  @Test
  void keyWithoutForm_isNamed() {
    assertThat(comment("a b", "well").json())
        .containsEntry(
            "detail", "Idempotency-Key has 3 characters, must be 1 to 128 of ASCII without blanks");
  }

  @Test
  void senderThatIsTooFast_waitsAndOthersDoNot() throws Exception {
    try (RunningControlPlane paced = RunningControlPlane.pacing(data.resolve("paced"), 5)) {
      String other = paced.token("viewer");
      List<RunningControlPlane.Answer> answers =
          IntStream.range(0, 40).mapToObj(_ -> paced.get(BASE + "/flags")).toList();

      RunningControlPlane.Answer refused =
          answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
      assertThat(refused.json())
          .containsEntry("detail", "token sends more than 5 requests a second");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(
              paced.send("GET", BASE + "/flags", "", "Authorization", "Bearer " + other).status())
          .isEqualTo(200);
    }
  }
}
