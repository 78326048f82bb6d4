package dev.rimlight.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Secrets come by variables of the process, so that no list of processes shows them; or, as
/// containers mount them, by a file that the variable with `_FILE` behind its name names.
public final class SecretVariables {
  static final int MOST_BYTES = 64 * 1024;

  private final Map<String, String> variables;

  public SecretVariables(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /// Of this process.
  public static SecretVariables ofProcess() {
    return new SecretVariables(System.getenv());
  }

  /// Empty when neither is given; blanks around what a file holds do not count.
  ///
  /// @throws IllegalArgumentException when both are given, or the file cannot be read
  public Optional<String> read(String name) {
    String file = variables.getOrDefault(name + "_FILE", "");
    Optional<String> value =
        Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    if (file.isEmpty()) {
      return value;
    }
    if (value.isPresent()) {
      throw new IllegalArgumentException(
          "%1$s and %1$s_FILE are both given, must be one of them".formatted(name));
    }
    return Optional.of(content(name, Path.of(file)));
  }

  private static String content(String name, Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "%s_FILE == \"%s\", must have <= %d bytes".formatted(name, file, MOST_BYTES));
      }
      String content = Files.readString(file).strip();
      if (content.isEmpty()) {
        throw new IllegalArgumentException(
            "%s_FILE == \"%s\", must not be empty".formatted(name, file));
      }
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s_FILE == \"%s\", must be a file that can be read".formatted(name, file), e);
    }
  }
}
