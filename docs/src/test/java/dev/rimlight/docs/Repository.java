package dev.rimlight.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of this checkout that people wrote: what git tracks, and what it would track.
record Repository(Path root, List<String> files) {
  static Repository open() {
    Path root = Path.of(System.getProperty("rimlight.root", "..")).toAbsolutePath().normalize();
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<String> files =
          new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              .lines()
              .filter(file -> Files.isRegularFile(root.resolve(file)))
              .sorted()
              .toList();
      if (git.waitFor() != 0 || files.isEmpty()) {
        throw new IllegalStateException("git ls-files told nothing in " + root);
      }
      return new Repository(root, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Stream<String> ending(String... ends) {
    return files.stream().filter(file -> Stream.of(ends).anyMatch(file::endsWith));
  }

  /// Production sources of one language below a folder.
  Stream<String> sources(String folder, String... ends) {
    return ending(ends)
        .filter(file -> file.startsWith(folder))
        .filter(file -> !file.contains("/test/") && !file.contains("/e2e/"));
  }

  String text(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
