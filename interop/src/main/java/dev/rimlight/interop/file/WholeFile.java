package dev.rimlight.interop.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Files as a whole: read within a bound, replaced at once.
public final class WholeFile {
  private WholeFile() {}

  public static byte[] read(String file, int limitBytes) throws UnusableFile {
    try (InputStream in = Files.newInputStream(path(file))) {
      return read(file, in, limitBytes);
    } catch (IOException e) {
      throw UnusableFile.because(file, e);
    }
  }

  public static byte[] read(String name, InputStream in, int limitBytes) throws UnusableFile {
    try {
      byte[] bytes = in.readNBytes(limitBytes);
      if (in.read() >= 0) {
        throw new UnusableFile(name, "size > " + limitBytes + " bytes, must be <= " + limitBytes);
      }
      return bytes;
    } catch (IOException e) {
      throw UnusableFile.because(name, e);
    }
  }

  /// Readers see the old content or the new, never a part.
  public static void replace(String file, byte[] content) throws UnusableFile {
    Path path = path(file).toAbsolutePath();
    Path beside = null;
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        // A pipe or /dev/null is written to, not replaced.
        Files.write(path, content);
        return;
      }
      beside =
          path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      Files.write(beside, content);
      Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw UnusableFile.because(file, e);
    } finally {
      discard(beside);
    }
  }

  private static void discard(@Nullable Path beside) throws UnusableFile {
    try {
      if (beside != null) {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw UnusableFile.because(beside.toString(), e);
    }
  }

  private static Path path(String file) throws UnusableFile {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UnusableFile(file, "not a file name: " + e.getReason(), e);
    }
  }
}
