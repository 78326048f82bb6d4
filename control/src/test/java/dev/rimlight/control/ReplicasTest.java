package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two control planes on one PostgreSQL are one.
class ReplicasTest {
  @TempDir private Path data;

  @Test
  void whatOneChanges_theOtherTellsItsEdges() throws Exception {
    try (FakeEdge edge = FakeEdge.start(data);
        RunningControlPlane one = RunningControlPlane.sharing(data);
        RunningControlPlane other = RunningControlPlane.sharing(data, edge.address())) {
      one.draftTheShop();
      assertThat(one.publish().status()).isEqualTo(200);
      Eventually.eventually("the revision", () -> edge.revision() == 1);
      one.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
      Eventually.eventually("the kill", () -> edge.killRevision() == 1);
      assertThat(other.get(BASE + "/flags/cta").json()).containsEntry("state", "killed");
    }
  }

  @Test
  void writersAtOnce_loseNothingAndNumberEveryChangeOnce() throws Exception {
    try (RunningControlPlane one = RunningControlPlane.sharing(data);
        RunningControlPlane other = RunningControlPlane.sharing(data);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 60)
              .<Callable<Integer>>mapToObj(i ->
                  () ->
                      (i % 2 == 0 ? one : other)
                          .create(
                              "/flags/f" + i,
                              CTA.replace("\"cta\"", "\"f" + i + "\"")
                                  .replace(
                                      "{\"experiment\":\"wording\"}", "{\"variant\":\"plain\"}"))
                          .status())
              .toList();
      for (Future<Integer> status : threads.invokeAll(tasks)) {
        assertThat(status.get()).isEqualTo(201);
      }
      assertThat(one.get(BASE + "/audit").list("entries"))
          .extracting(entry -> entry.get("seq"))
          .containsExactlyElementsOf(
              IntStream.iterate(60, seq -> seq > 0, seq -> seq - 1).boxed().toList());
    }
  }

  @Test
  void duty_isDoneByOneAtATime() throws Exception {
    String url = TestDatabase.postgres(data);
    try (Store one = Store.connect(url);
        Store other = Store.connect(url)) {
      AtomicReference<Boolean> meanwhile = new AtomicReference<>();
      AtomicReference<Boolean> elsewhere = new AtomicReference<>();
      boolean done =
          one.alone(
              Store.Duty.ALERTS,
              "demo",
              () -> {
                meanwhile.set(other.alone(Store.Duty.ALERTS, "demo", () -> {}));
                elsewhere.set(other.alone(Store.Duty.ALERTS, "shop", () -> {}));
              });
      assertThat(done).isTrue();
      assertThat(meanwhile.get()).isFalse();
      assertThat(elsewhere.get()).isTrue();
      assertThat(other.alone(Store.Duty.ALERTS, "demo", () -> {})).isTrue();
    }
    assertThat(Files.exists(data.resolve("control.db"))).isFalse();
  }
}
