package dev.rimlight.control.snapshot;

import dev.rimlight.control.publish.Envelope;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import dev.rimlight.core.UnsupportedSnapshot;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A snapshot that was read from a file: the envelope of an edge, the bytes alone, or definitions
/// as JSON.
///
/// @param envelope null when the file has none, so that there is no signature to verify
record SnapshotFile(
    Path file, byte[] bytes, Definitions definitions, Envelope.@Nullable Sealed envelope) {
  /// Throws [Unreadable] with one line that says why.
  static SnapshotFile read(Path file) throws Unreadable {
    byte[] content = content(file);
    try {
      if (Envelope.isSealed(content)) {
        Envelope.Sealed envelope = Envelope.open(content);
        if (envelope.purpose() != Envelope.Purpose.SNAPSHOT) {
          throw new Unreadable(file + ": the envelope holds a kill list, not a snapshot");
        }
        return decoded(file, envelope.payload(), envelope);
      }
      if (content.length > 0 && content[0] == '{') {
        Definitions definitions = definitions(content).checked();
        return new SnapshotFile(file, SnapshotCodec.encode(definitions), definitions, null);
      }
      return decoded(file, content, null);
    } catch (IllegalArgumentException | UnsupportedSnapshot | InvalidDefinition e) {
      throw new Unreadable(file + ": " + e.getMessage());
    } catch (InvalidJson e) {
      throw new Unreadable(file + ": neither a snapshot nor JSON: " + e.getMessage());
    }
  }

  private static SnapshotFile decoded(Path file, byte[] bytes, Envelope.@Nullable Sealed envelope) {
    return new SnapshotFile(file, bytes, Snapshot.open(bytes).definitions(), envelope);
  }

  private static byte[] content(Path file) throws Unreadable {
    try {
      if (Files.size(file) > 4L * Limits.SNAPSHOT_BYTES) {
        throw new Unreadable(
            file
                + ": size == "
                + Files.size(file)
                + " bytes, must be <= "
                + 4L * Limits.SNAPSHOT_BYTES);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new Unreadable(file + ": no such file");
    } catch (IOException e) {
      throw new Unreadable(file + ": " + e.getMessage());
    }
  }

  static Definitions definitions(byte[] json) throws InvalidJson {
    if (Json.read(json) instanceof Map<?, ?> document) {
      return DefinitionsJson.read(members(document));
    }
    throw new IllegalArgumentException("the document is not an object");
  }

  @SuppressWarnings("unchecked")
  static Map<String, ?> members(Map<?, ?> document) {
    return (Map<String, ?>) document;
  }

  /// Why a file is of no use, in one line.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }
}
