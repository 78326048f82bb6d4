package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.store.Backup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is backed up comes back, into either database, and a log that was touched is found out.
class BackupTest {
  @TempDir private Path data;
  @TempDir private Path other;

  private record Run(int status, String out) {}

  private static Run run(Object command, Path folder, String... options) {
    StringWriter out = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("--data", folder.toString()));
    TestDatabase.url(folder).ifPresent(url -> arguments.addAll(List.of("--database", url)));
    arguments.addAll(Arrays.asList(options));
    CommandLine line =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .setExecutionExceptionHandler((e, failed, _) -> {
              failed.getErr().println(e.getMessage());
              return 1;
            });
    return new Run(line.execute(arguments.toArray(String[]::new)), out.toString());
  }

  @Test
  void backup_comesBackWhole() throws Exception {
    String file = data.resolve("backup.zip").toString();
    String before;
    String rules;
    String audit;
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      control.publish();
      control.post(BASE + "/flags/cta/comments", "{\"text\":\"Ümlaut & <b>\"}");
      control.post(
          BASE + "/alert-rules", "{\"key\":\"behind\",\"measure\":\"revision_lag\",\"atLeast\":1}");
      control.alarm().round();
      rules = control.get(BASE + "/alert-rules").response().body();
      before = control.get(BASE + "/flags").response().body();
      audit = control.get(BASE + "/audit").response().body();
      assertThat(run(new StoreCommands.BackupCommand(), data, "--to", file).status()).isZero();
    }
    assertThat(run(new StoreCommands.BackupCommand(), data, "--to", file).out())
        .contains("exists already, must not");
    assertThat(run(new StoreCommands.RestoreCommand(), other, "--from", file))
        .isEqualTo(new Run(0, ""));
    try (RunningControlPlane restored = RunningControlPlane.start(other)) {
      assertThat(restored.get(BASE + "/flags").response().body()).isEqualTo(before);
      assertThat(rules).contains("\"measured\":0.0");
      assertThat(restored.get(BASE + "/alert-rules").response().body()).isEqualTo(rules);
      assertThat(restored.get(BASE + "/audit").response().body()).isEqualTo(audit);
      assertThat(restored.get(BASE + "/flags/cta/comments").response().body())
          .contains("Ümlaut & <b>");
      assertThat(
              restored
                  .send(
                      "POST", "/v1/session", "{\"name\":\"admin\",\"password\":\"correct-horse\"}")
                  .status())
          .isEqualTo(200);
    }
    assertThat(Files.readString(other.resolve("publisher.key")))
        .isEqualTo(Files.readString(data.resolve("publisher.key")));
    assertThat(run(new StoreCommands.RestoreCommand(), other, "--from", file).out())
        .contains("the database has accounts already, must be empty to take a backup");
  }

  @Test
  void audit_provesTheLogAndKnowsAnOldHead() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
    }
    Run proved = run(new StoreCommands.AuditCommand(), data);
    assertThat(proved.out()).matches("3 changes, the chain holds\nhead [0-9a-f]{64}\n");
    String head = proved.out().strip().substring(proved.out().strip().length() - 64);
    assertThat(run(new StoreCommands.AuditCommand(), data, "--head", head).status()).isZero();
    assertThat(run(new StoreCommands.AuditCommand(), data, "--head", "0".repeat(63) + "1"))
        .satisfies(run -> assertThat(run.out()).contains("it was made anew"));
    TestDatabase.run(data, "update change_log set account_name = 'eve' where seq = 2");
    assertThat(run(new StoreCommands.AuditCommand(), data))
        .isEqualTo(new Run(1, "change 2 was edited, or does not follow the one before\n"));
  }

  @Test
  void folderWithoutControlPlane_isNamedAndNothingIsMade() {
    Path nowhere = data.resolve("nowhere");
    CommandLine line = new CommandLine(new StoreCommands.AuditCommand());
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err));
    assertThat(line.execute("--data", nowhere.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("must be the folder of a control plane");
    assertThat(Files.exists(nowhere)).isFalse();
  }

  /// Nobody forgets a table: all but sessions, messages that are still to be told, and answers that
  /// are kept for a day.
  @Test
  void backup_hasEveryTable() throws Exception {
    RunningControlPlane.start(data).close();
    String names =
        TestDatabase.isPostgres()
            ? "select tablename from pg_tables where schemaname = 'public'"
            : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
    TreeSet<String> tables = new TreeSet<>(TestDatabase.text(data, names).lines().toList());
    tables.removeAll(
        List.of("flyway_schema_history", "login_session", "alert_message", "keyed_request"));
    assertThat(tables).isEqualTo(new TreeSet<>(Backup.tables()));
  }
}
