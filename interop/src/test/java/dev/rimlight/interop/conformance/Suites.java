package dev.rimlight.interop.conformance;

import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folder of other vendors' test data, which lies beside the repository and is never copied.
final class Suites {
  static final Path ROOT =
      Path.of(System.getProperty("rimlight.root", "..")).toAbsolutePath().normalize();
  static final Path FOLDER = ROOT.resolveSibling("shared").resolve("conformance");

  private Suites() {}

  static Place json(String file) {
    return json(FOLDER.resolve(file));
  }

  static Place json(Path file) {
    try {
      return Place.root(Json.read(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidJson e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /// The files of a folder whose names end so, in order of their names.
  static List<Path> files(String folder, String end) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
