package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Watchers hear of every change in order, and of what they missed.
@Timeout(30)
class ChangesTest {
  @TempDir private Path data;

  private static BufferedReader watch(RunningControlPlane control, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(control.uri(BASE + "/changes"))
            .header("Authorization", "Bearer " + RunningControlPlane.TOKEN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> response =
        control.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo(": rimlight");
    return lines;
  }

  private static List<String> read(BufferedReader lines, int events) throws Exception {
    List<String> read = new ArrayList<>();
    while (read.size() < 2 * events) {
      String line = lines.readLine();
      if (!line.isEmpty()) {
        read.add(line.replaceAll("\"at\":\\d+", "\"at\":0"));
      }
    }
    return read;
  }

  @Test
  void watcher_hearsChangesInOrder() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data);
        BufferedReader lines = watch(control)) {
      control.draftTheShop();
      control.publish();
      assertThat(read(lines, 4))
          .containsExactly(
              "id: 1",
              "data: {\"seq\":1,\"at\":0,\"by\":\"token\",\"what\":\"flag\",\"key\":\"cta\"}",
              "id: 2",
              "data: {\"seq\":2,\"at\":0,\"by\":\"token\",\"what\":\"experiment\",\"key\":\"wording\"}",
              "id: 3",
              "data: {\"seq\":3,\"at\":0,\"by\":\"token\",\"what\":\"route\",\"key\":\"product\"}",
              "id: 4",
              "data: {\"seq\":4,\"at\":0,\"by\":\"token\",\"what\":\"publish\",\"key\":\"1\"}");
    }
  }

  @Test
  void newToken_isHeardOfToo() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data);
        BufferedReader lines = watch(control)) {
      control.token("viewer");
      assertThat(read(lines, 1).getLast()).contains("\"what\":\"access\"");
    }
  }

  @Test
  void returningWatcher_hearsWhatItMissed() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      try (BufferedReader lines = watch(control, "Last-Event-ID", "2")) {
        assertThat(read(lines, 1).getFirst()).isEqualTo("id: 3");
      }
    }
  }
}
