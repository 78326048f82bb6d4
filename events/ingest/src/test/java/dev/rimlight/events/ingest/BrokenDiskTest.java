package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Warehouse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, damaged or not ours: whoever sends is told, and what was acknowledged
/// stays.
@Timeout(120)
class BrokenDiskTest {
  private static final int BATCH = 500;

  /// Of 512 bytes: what a file may grow to in a process that was started with it.
  private static final int FEW_BLOCKS = 4_096;

  @TempDir private Path data;

  private static String[] lines(String isolate, int batch) {
    return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
        .mapToObj(seq -> Lines.exposure(isolate + ":" + seq, isolate, seq))
        .toArray(String[]::new);
  }

  private IngestProcess limited() throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + FEW_BLOCKS + "; exec \"$@\"", "sh"));
    command.addAll(
        IngestProcess.command(
                data, "--port", "0", "--environment", "test", "--flush-millis", "60000")
            .command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RIMLIGHT_INGEST_KEY", Client.KEY);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String ready =
        Objects.requireNonNull(process.inputReader().readLine(), "ingest ended before it served");
    return new IngestProcess(
        process, new Client(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1))));
  }

  @Test
  void fullDisk_isSaid_andWhatWasAcknowledgedIsThereLater() throws Exception {
    IngestProcess ingest = limited();
    int acknowledged = 0;
    HttpResponse<String> answer = ingest.client().post(lines("iso", acknowledged));
    while (answer.statusCode() == 200) {
      acknowledged++;
      answer = ingest.client().post(lines("iso", acknowledged));
    }
    assertThat(acknowledged).isPositive();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("the journal cannot be written: the disk")
        .contains("nothing of the batch was kept, send it again");
    assertThat(ingest.client().post(lines("iso", acknowledged)).statusCode()).isEqualTo(503);
    ingest.process().destroyForcibly().waitFor();

    IngestProcess again = IngestProcess.start(data);
    assertThat(again.client().post(lines("iso", acknowledged)).statusCode()).isEqualTo(200);
    again.client().accountingOnceLoaded();
    again.process().destroy();
    assertThat(again.process().waitFor()).isZero();
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.counts().rows()).isEqualTo((acknowledged + 1L) * BATCH);
      assertThat(warehouse.counts().distinctIds()).isEqualTo((acknowledged + 1L) * BATCH);
    }
  }

  @Test
  void damagedJournal_isNamed_andNotWrittenOver() throws Exception {
    Path journal = Files.writeString(data.resolve("journal.sqlite"), "no database ".repeat(1_000));
    Process process = IngestProcess.command(data, "--port", "0").start();
    String said = process.errorReader().readLine();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("cannot use data folder " + data).contains("not a database");
    assertThat(Files.readString(journal)).startsWith("no database no database");
  }

  @Test
  void fileInPlaceOfTheFolder_isNamed() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "");
    Process process = IngestProcess.command(file, "--port", "0").start();
    String said = process.errorReader().readLine();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("cannot use data folder " + file);
  }

  /// The others are read as ever once the broken one is out of the way.
  @Test
  void damagedPart_doesNotStopTheIntake() throws Exception {
    IngestProcess ingest = IngestProcess.start(data);
    ingest.client().post(lines("a", 0));
    ingest.client().accountingOnceLoaded();
    Path broken;
    try (Stream<Path> parts = Files.walk(data.resolve(Ingest.WAREHOUSE))) {
      broken = parts.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Files.writeString(broken, "no parquet");
    assertThat(ingest.client().post(lines("b", 0)).statusCode()).isEqualTo(200);
    ingest.client().accountingOnceLoaded();
    ingest.process().destroy();
    assertThat(ingest.process().waitFor()).isZero();
    Files.delete(broken);
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.counts().rows()).isEqualTo(BATCH);
    }
  }
}
