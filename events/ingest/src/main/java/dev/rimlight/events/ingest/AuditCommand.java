package dev.rimlight.events.ingest;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `rimlight audit`.
@Command(
    name = "audit",
    description = "Proves what edges did: config taken, kills, previews, forgotten consent.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class})
final class AuditCommand implements Runnable {
  private static final String JOURNAL = "journal.sqlite";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AuditCommand()).execute(arguments));
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  /// Where the records are.
  static final class Folder {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, description = "The ingest's data folder.")
    private Path data = Path.of("");

    interface Reading {
      int read(Connection connection, PrintWriter out) throws SQLException;
    }

    /// One view of records and head, also while the ingest adds to both.
    int read(Reading reading) {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      Path journal = data.resolve(JOURNAL);
      if (!Files.isRegularFile(journal)) {
        throw wrong(
            "--data == %s, must be the folder of an ingest: %s is not there"
                .formatted(data, journal));
      }
      String url = "jdbc:sqlite:" + journal + "?open_mode=1&busy_timeout=5000";
      try (Connection connection = DriverManager.getConnection(url)) {
        connection.setAutoCommit(false);
        int status = reading.read(connection, out);
        out.flush();
        return status;
      } catch (SQLException e) {
        throw wrong("cannot read the journal in " + data + ": " + e.getMessage());
      }
    }

    ParameterException wrong(String message) {
      return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
  }

  /// Recomputes the chain. It may be done while the ingest runs.
  @Command(
      name = "verify",
      description = "Recomputes the hash chain; 1 when a record was edited or is missing.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Verify implements Callable<Integer> {
    @Mixin private Folder folder = new Folder();

    @Option(
        names = "--head",
        description = "A head that was noted before; it must be one of the chain's hashes.")
    private @Nullable String head;

    @Override
    public Integer call() {
      if (head != null && !HASH.matcher(head).matches()) {
        throw folder.wrong("--head == \"" + head + "\", must be 64 hexadecimal digits");
      }
      return folder.read((connection, out) -> say(AuditChain.verify(connection, head), out));
    }

    private int say(AuditChain.Proof proof, PrintWriter out) {
      proof.faults().forEach(out::println);
      if (Boolean.FALSE.equals(proof.sawHead())) {
        out.println("head " + head + " is not of this chain: it was made anew");
      }
      if (proof.holds()) {
        out.printf(
            "%d records, the chain holds, %d of them forgotten on request%nhead %s%n",
            proof.records(), proof.forgotten(), proof.head());
      }
      return proof.holds() ? 0 : 1;
    }
  }

  /// Prints the records as they came.
  @Command(
      name = "show",
      description = "Prints the records, a line of JSON each; {} for one that was forgotten.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Mixin private Folder folder = new Folder();

    @Option(
        names = "--last",
        defaultValue = "100",
        description = "How many of the latest (default: ${DEFAULT-VALUE}).")
    private long last;

    @Override
    public Integer call() {
      return folder.read(this::print);
    }

    private int print(Connection connection, PrintWriter out) throws SQLException {
      String sql =
          "select coalesce(line, '{}') from audit"
              + " where seq > (select records from audit_head) - %d order by seq".formatted(last);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          out.println(row.getString(1));
        }
        return 0;
      }
    }
  }
}
