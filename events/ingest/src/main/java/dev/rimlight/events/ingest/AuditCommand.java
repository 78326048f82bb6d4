package dev.rimlight.events.ingest;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

  /// Recomputes the chain. It may be done while the ingest runs.
  @Command(
      name = "verify",
      description = "Recomputes the hash chain; 1 when a record was edited or is missing.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Verify implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, description = "The ingest's data folder.")
    private Path data = Path.of("");

    @Option(
        names = "--head",
        description = "A head that was noted before; it must be one of the chain's hashes.")
    private @Nullable String head;

    @Override
    public Integer call() {
      if (head != null && !HASH.matcher(head).matches()) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--head == \"" + head + "\", must be 64 hexadecimal digits");
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      try (Connection connection = open(data, spec)) {
        AuditChain.Proof proof = AuditChain.verify(connection, head);
        proof.faults().forEach(out::println);
        if (Boolean.FALSE.equals(proof.sawHead())) {
          out.println("head " + head + " is not of this chain: it was made anew");
        }
        if (proof.holds()) {
          out.printf(
              "%d records, the chain holds, %d of them forgotten on request%nhead %s%n",
              proof.records(), proof.forgotten(), proof.head());
        }
        out.flush();
        return proof.holds() ? 0 : 1;
      } catch (SQLException e) {
        throw failed(spec, data, e);
      }
    }
  }

  /// Prints the records as they came.
  @Command(
      name = "show",
      description = "Prints the records, a line of JSON each.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--data", required = true, description = "The ingest's data folder.")
    private Path data = Path.of("");

    @Option(
        names = "--last",
        defaultValue = "100",
        description = "How many of the latest (default: ${DEFAULT-VALUE}).")
    private long last;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      try (Connection connection = open(data, spec);
          Statement statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  "select coalesce(line, '{}') from audit where seq > (select records from audit_head) - "
                      + last
                      + " order by seq")) {
        while (row.next()) {
          out.println(row.getString(1));
        }
        out.flush();
        return 0;
      } catch (SQLException e) {
        throw failed(spec, data, e);
      }
    }
  }

  private static Connection open(Path data, @Nullable CommandSpec spec) throws SQLException {
    Path journal = data.resolve(JOURNAL);
    if (!Files.isRegularFile(journal)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--data == " + data + ", must be the folder of an ingest: " + journal + " is not there");
    }
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + journal + "?open_mode=1&busy_timeout=5000");
    // One view of records and head, also while the ingest adds to both.
    connection.setAutoCommit(false);
    return connection;
  }

  private static ParameterException failed(@Nullable CommandSpec spec, Path data, SQLException e) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "cannot read the journal in " + data + ": " + e.getMessage());
  }
}
