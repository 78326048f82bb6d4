package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the events of one environment lie: `environment=<name>/day=<UTC day of
/// at>/part-<from>-<to>.parquet` under one folder, so that any engine that knows Parquet can read
/// them.
public record Layout(Path folder, String environment) {
  private static final Pattern ENVIRONMENT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final String DAY = "day=";
  private static final String UNFINISHED = ".tmp";

  public Layout {
    if (!ENVIRONMENT.matcher(environment).matches()) {
      throw new IllegalArgumentException(
          "environment == \"" + environment + "\", must match " + ENVIRONMENT);
    }
  }

  Path root() {
    return folder.resolve("environment=" + environment);
  }

  Path day(LocalDate day) {
    return root().resolve(DAY + day);
  }

  /// All days that hold parts, the earliest first.
  List<LocalDate> days() throws IOException {
    return names(root()).stream()
        .filter(name -> name.startsWith(DAY))
        .map(name -> LocalDate.parse(name.substring(DAY.length())))
        .sorted()
        .toList();
  }

  /// Every part of one day, superseded pieces included.
  List<Part> parts(LocalDate day) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String name : names(day(day))) {
      Part.of(day(day).resolve(name)).ifPresent(parts::add);
    }
    return parts;
  }

  /// The parts that together hold each event since that day exactly once.
  List<Part> currentParts(LocalDate since) throws IOException {
    List<Part> current = new ArrayList<>();
    for (LocalDate day : days()) {
      if (!day.isBefore(since)) {
        current.addAll(Part.current(parts(day)));
      }
    }
    return current;
  }

  /// Files that were not finished when their writer ended; they are never read.
  void deleteUnfinished(LocalDate day) throws IOException {
    for (String name : names(day(day))) {
      if (name.endsWith(UNFINISHED)) {
        Files.delete(day(day).resolve(name));
      }
    }
  }

  /// A day cut short on its way out is still a day, and goes the next time.
  void delete(LocalDate day) throws IOException {
    for (String name : names(day(day))) {
      Files.delete(day(day).resolve(name));
    }
    Files.delete(day(day));
  }

  static Path unfinished(Path part) {
    return part.resolveSibling(part.getFileName() + UNFINISHED);
  }

  /// Makes a finished temporary file a part: durable first, then visible, in one step.
  static void publish(Path temporary, Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(temporary, part, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(part.resolveSibling("."));
  }

  /// Creates a folder and makes its entry in each new parent durable.
  static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new NotDirectoryException(folder.toString());
    }
    createFolder(parent);
    Files.createDirectories(folder);
    forceFolder(parent);
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }
}
