package dev.rimlight.control.analyze;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The cases of one reference table beside the checkout.
record ReferenceTable(String method, List<JsonNode> cases) {

  /// All tables; none when they are absent.
  static List<ReferenceTable> all() {
    Path tables =
        Path.of(System.getProperty("rimlight.root", ".."))
            .resolve("../shared/statistics")
            .normalize();
    if (!Files.isDirectory(tables)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(tables)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(ReferenceTable::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReferenceTable read(Path file) {
    JsonNode table = JsonMapper.shared().readTree(file);
    return new ReferenceTable(
        table.get("method").asString(), table.get("cases").valueStream().toList());
  }
}
