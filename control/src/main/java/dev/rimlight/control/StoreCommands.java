package dev.rimlight.control;

import dev.rimlight.control.store.Backup;
import dev.rimlight.control.store.ChangeChain;
import dev.rimlight.control.store.Store;
import dev.rimlight.operate.SecretVariables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What is done with the database beside serving: keeping a copy, putting it back, proving the log.
final class StoreCommands {
  /// With its keys a control plane goes on signing what edges trust.
  private static final List<String> KEYS =
      List.of("publisher.key", "publisher.next.key", "publisher.pub");

  private StoreCommands() {}

  /// Which database.
  static final class Place {
    @Option(names = "--data", required = true, description = "Folder of the database and the key.")
    private Path data = Path.of("");

    @Option(
        names = "--database",
        description = "A PostgreSQL in place of the folder's: jdbc:postgresql://...")
    private @Nullable String database;

    private Store open() throws IOException {
      return Database.open(database, data, SecretVariables.ofProcess().read(Database.PASSWORD));
    }

    /// A new database would prove, and keep, nothing.
    private Store openExisting(@Nullable CommandSpec spec) throws IOException {
      Path file = data.resolve("control.db");
      if (database == null && !Files.isRegularFile(file)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--data == %s, must be the folder of a control plane: %s is not there"
                .formatted(data, file));
      }
      return open();
    }
  }

  /// Copies everything into one file.
  @Command(
      name = "backup",
      description =
          "Copies everything into one file, also while the control plane runs. It holds the publisher's key.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class BackupCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(names = "--to", required = true, description = "The file to make; must not exist.")
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
      if (Files.exists(to)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--to == %s exists already, must not".formatted(to));
      }
      Map<String, byte[]> keys = new LinkedHashMap<>();
      for (String name : KEYS) {
        Path file = place.data.resolve(name);
        if (Files.exists(file)) {
          keys.put(name, Files.readAllBytes(file));
        }
      }
      Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
      try (Store store = place.openExisting(spec);
          OutputStream out = Files.newOutputStream(create(unfinished))) {
        Map<String, Long> rows = Backup.write(store, out, keys);
        PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
        rows.forEach((table, count) -> console.printf("%8d  %s%n", count, table));
        console.flush();
      }
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
      return 0;
    }

    /// For the owner only, as the key is in it.
    private static Path create(Path file) throws IOException {
      Files.deleteIfExists(file);
      return Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /// Puts a copy back.
  @Command(
      name = "restore",
      description =
          "Puts a backup into an empty folder or PostgreSQL; the control plane must not run.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class RestoreCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(names = "--from", required = true, description = "A file that backup has made.")
    private Path from = Path.of("");

    @Override
    public Integer call() throws IOException {
      try (Store store = place.open();
          InputStream in = Files.newInputStream(from)) {
        Map<String, byte[]> keys = Backup.restore(store, in);
        for (Map.Entry<String, byte[]> key : keys.entrySet()) {
          if (KEYS.contains(key.getKey())) {
            write(place.data.resolve(key.getKey()), key.getValue());
          }
        }
        return 0;
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
      }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, bytes, StandardOpenOption.WRITE);
    }
  }

  /// Recomputes the chain of the log of changes.
  @Command(
      name = "audit",
      description = "Proves that no change in the log was edited or taken away.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class AuditCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(names = "--environment", description = "The environment (default: ${DEFAULT-VALUE}).")
    private String environment = "demo";

    @Option(
        names = "--head",
        description = "A hash that verify said before: it must be one of the chain's.")
    private @Nullable String head;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      try (Store store = place.openExisting(spec)) {
        ChangeChain.Proof proof =
            store.read(handle -> ChangeChain.verify(handle, environment, head));
        proof.faults().forEach(out::println);
        if (proof.faults().isEmpty()) {
          out.printf("%d changes, the chain holds%nhead %s%n", proof.rows(), proof.head());
        }
        out.flush();
        return proof.faults().isEmpty() ? 0 : 1;
      }
    }
  }
}
