package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Audit events are chained as they are accepted; whatever is done to a record is found and named.
class AuditTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final int RECORDS = 5;

  @TempDir private Path data;

  @BeforeEach
  void write() throws SQLException {
    try (Journal journal = Journal.open(data.resolve("journal.sqlite"))) {
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        lines.add(EventLine.parse(1, audit(i)));
        lines.add(EventLine.parse(1, Lines.exposure("x" + i, "iso", 100L + i)));
      }
      journal.append(List.of(new Batch(lines)), NOW);
      journal.append(List.of(new Batch(lines)), NOW.plusSeconds(9));
    }
  }

  private static String audit(int number) {
    return """
    {"id":"a%d","kind":"audit","at":1795000000000,"unit":"u%d","isolate":"iso","seq":%d,"name":"preview_used","subject":"ada"}\
    """
        .formatted(number, number, number);
  }

  private record Said(int status, String text) {}

  private Said verify(String... more) {
    StringWriter said = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("verify", "--data", data.toString()));
    arguments.addAll(List.of(more));
    int status =
        new CommandLine(new AuditCommand())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(arguments.toArray(String[]::new));
    return new Said(status, said.toString());
  }

  private void tamper(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("journal.sqlite"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void untouchedChain_holds_eachEventOnce() {
    Said said = verify();
    assertThat(said.status()).isZero();
    assertThat(said.text()).startsWith("5 records, the chain holds, 0 of them forgotten");
    String head = said.text().substring(said.text().indexOf("head ") + 5).strip();
    assertThat(verify("--head", head).status()).isZero();
    Said other = verify("--head", "0".repeat(64));
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.text()).contains("is not of this chain: it was made anew");
  }

  @Test
  void show_printsTheLatest() {
    StringWriter said = new StringWriter();
    new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(said))
        .execute("show", "--data", data.toString(), "--last", "2");
    assertThat(said.toString()).isEqualTo(audit(3) + "\n" + audit(4) + "\n");
  }

  @Test
  void editedRecord_isNamed() throws SQLException {
    tamper("update audit set line = replace(line, 'ada', 'bob') where seq = 3");
    assertThat(verify())
        .isEqualTo(new Said(1, "record 3 was edited: its line does not have its digest\n"));
  }

  @Test
  void editedRecordWithItsDigest_breaksTheChain() throws SQLException {
    tamper("update audit set line_sha256 = zeroblob(32), line = null where seq = 3");
    assertThat(verify())
        .isEqualTo(new Said(1, "record 3 does not follow record 2: one of them was changed\n"));
  }

  @Test
  void missingRecord_isNamed_inTheMiddleAndAtTheEnd() throws SQLException {
    tamper("delete from audit where seq = 2");
    assertThat(verify()).isEqualTo(new Said(1, "record 2 is missing\n"));
    tamper("delete from audit where seq >= 4");
    assertThat(verify().text()).isEqualTo("record 2 is missing\nrecords 4 to 5 are missing\n");
  }

  @Test
  void forgottenUnit_leavesTheChainWhole() throws SQLException {
    try (Journal journal = Journal.open(data.resolve("journal.sqlite"))) {
      journal.requestErasure("u1", NOW);
      journal.finishErasure(journal.pendingErasures().getFirst(), NOW);
    }
    Said said = verify();
    assertThat(said.status()).isZero();
    assertThat(said.text()).startsWith("5 records, the chain holds, 1 of them forgotten");
  }

  @Test
  void chainThatGrowsMeanwhile_holds() throws Exception {
    try (Journal journal = Journal.open(data.resolve("journal.sqlite"))) {
      AtomicBoolean verified = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1_000; !verified.get(); i++) {
                  try {
                    journal.append(List.of(new Batch(List.of(EventLine.parse(1, audit(i))))), NOW);
                  } catch (SQLException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      try {
        for (int time = 0; time < 60; time++) {
          assertThat(verify().status()).isZero();
        }
      } finally {
        verified.set(true);
        writer.join();
      }
    }
  }

  @Test
  void folderWithoutJournal_isNamed() {
    StringWriter said = new StringWriter();
    int status =
        new CommandLine(new AuditCommand())
            .setErr(new PrintWriter(said))
            .execute("verify", "--data", "/nowhere");
    assertThat(status).isEqualTo(2);
    assertThat(said.toString()).startsWith("--data == /nowhere, must be the folder of an ingest");
  }
}
