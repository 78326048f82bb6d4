package dev.rimlight.control.automate;

import dev.rimlight.control.document.Drafts;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.core.InvalidDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// A folder of definitions: `flags/cta.yaml`, `experiments/wording.yaml`, `routes/product.yaml`.
///
/// Only what a file says counts, not how: comments and order are the author's and stay.
final class DefinitionFolder {
  static final long MOST_BYTES = 256 * 1024;
  private static final String SUFFIX = ".yaml";
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  private final Path folder;

  DefinitionFolder(Path folder) {
    this.folder = folder;
  }

  /// By name; every fault of every file at once.
  Map<String, Definition> read() throws IOException, BadInput {
    if (!Files.isDirectory(folder)) {
      throw new BadInput(folder + " is not a folder");
    }
    Map<String, Definition> definitions = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (Noun noun : Noun.values()) {
      for (Path file : files(folder.resolve(noun.word() + "s"))) {
        try {
          Definition definition = definition(noun, file);
          definitions.put(definition.name(), definition);
        } catch (BadInput e) {
          faults.add(e.getMessage());
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new BadInput(String.join("\n", faults));
    }
    return definitions;
  }

  private static List<Path> files(Path of) throws IOException {
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static Definition definition(Noun noun, Path file) throws IOException, BadInput {
    Map<String, Object> tree = tree(file);
    String name = String.valueOf(file.getFileName());
    String key = name.substring(0, name.length() - SUFFIX.length());
    if (!key.equals(tree.get("key"))) {
      throw new BadInput(
          "%s: key == \"%s\", must be \"%s\" as the file is named"
              .formatted(file, tree.get("key"), key));
    }
    try {
      Drafts.check(noun, tree, Scripts.ALLOWED); // whether scripts may be is the server's to say
    } catch (InvalidDefinition e) {
      throw new BadInput("%s: %s (%s)".formatted(file, e.getMessage(), e.pointer()));
    }
    return new Definition(noun, key, tree);
  }

  static Map<String, Object> tree(Path file) throws IOException, BadInput {
    if (Files.size(file) > MOST_BYTES) {
      throw new BadInput(
          "%s has %d bytes, must have <= %d".formatted(file, Files.size(file), MOST_BYTES));
    }
    try {
      Map<String, Object> tree = YAML.readValue(Files.readString(file), OBJECT);
      if (tree == null) {
        throw new BadInput(file + ": is empty, must be a document");
      }
      return tree;
    } catch (JacksonException e) {
      throw new BadInput(
          "%s: line %d, column %d: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  /// Writes what differs; a file that says the same already stays as it is. Returns what was
  /// written.
  List<Path> write(List<Definition> definitions) throws IOException, BadInput {
    List<Path> written = new ArrayList<>();
    for (Definition definition : definitions) {
      Path of = folder.resolve(definition.noun().word() + "s");
      Path file = of.resolve(definition.key() + SUFFIX);
      if (Files.exists(file) && tree(file).equals(definition.tree())) {
        continue;
      }
      Files.createDirectories(of);
      Files.writeString(file, YAML.writeValueAsString(definition.tree()), StandardCharsets.UTF_8);
      written.add(file);
    }
    return written;
  }
}
