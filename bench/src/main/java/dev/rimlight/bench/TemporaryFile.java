package dev.rimlight.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// A JSON file for an engine that reads nothing else, gone when the process ends.
record TemporaryFile(Path path) {
  static TemporaryFile of(Object document) {
    try {
      Path path = Files.createTempFile("rimlight-bench-", ".json");
      path.toFile().deleteOnExit();
      Files.write(path, JsonMapper.shared().writeValueAsBytes(document));
      return new TemporaryFile(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
