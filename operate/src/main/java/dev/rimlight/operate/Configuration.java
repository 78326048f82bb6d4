package dev.rimlight.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a server's options are when its command line does not say: a variable of the process, then
/// the file that `--config` names, then the option's own default.
///
/// The variable of `--requests-per-second` of a control plane is
/// `RIMLIGHT_CONTROL_REQUESTS_PER_SECOND`, its key in the file `requests-per-second`. An option
/// that may be repeated is a list in the file, and is split at blanks in a variable. Subcommands
/// take the options that they share with their command.
public final class Configuration implements IDefaultValueProvider {
  /// What separates the values of a repeated option in the one text that picocli asks for; to be
  /// the `split` of every option that is a list. No value holds it.
  public static final String BETWEEN_VALUES = "\n";

  static final int MOST_BYTES = 64 * 1024;

  private static final String FILE = "--config";

  /// Options about the start itself: neither in a file nor in a variable, except that a variable
  /// may name the file.
  private static final Set<String> OF_THE_START =
      Set.of(FILE, "--print-config", "--help", "--version");

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern PASSWORD = Pattern.compile("((?i)password=)[^&]*");
  private static final Pattern USER = Pattern.compile("(://)[^/@]*@");

  private final String prefix;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();

  private Configuration(String prefix) {
    this.prefix = prefix;
  }

  /// Makes the command take what its command line does not say from elsewhere.
  ///
  /// @param variables of the process
  public static Configuration of(
      CommandLine command, Map<String, String> variables, String... arguments) throws Fault {
    Configuration configuration = new Configuration(prefix(command));
    String file = configuration.file(variables, arguments);
    if (file != null) {
      configuration.readFile(command, Path.of(file));
    }
    configuration.readVariables(command, variables);
    command.setDefaultValueProvider(configuration);
    return configuration;
  }

  /// A file or a variable that cannot be used; the message names it.
  public static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    Fault(String message) {
      super(message);
    }
  }

  /// The options that may come from a file or a variable.
  public static List<OptionSpec> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !OF_THE_START.contains(option.longestName()))
        .toList();
  }

  /// The variable that may hold an option, as `RIMLIGHT_CONTROL_PORT`.
  public static String variable(CommandLine command, OptionSpec option) {
    return new Configuration(prefix(command)).variable(option.longestName());
  }

  private static String prefix(CommandLine command) {
    return "RIMLIGHT_" + command.getCommandName().toUpperCase(Locale.ROOT);
  }

  private String variable(String option) {
    return prefix + option.substring(1).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /// Needed before anything is parsed.
  private @Nullable String file(Map<String, String> variables, String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(FILE + "=")) {
        return arguments[i].substring(FILE.length() + 1);
      }
      if (arguments[i].equals(FILE) && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    String named = variables.getOrDefault(variable(FILE), "");
    return named.isEmpty() ? null : named;
  }

  private void readFile(CommandLine command, Path file) throws Fault {
    JsonNode tree = tree(file);
    Map<String, OptionSpec> known =
        options(command).stream().collect(Collectors.toMap(Configuration::key, option -> option));
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      OptionSpec option = known.get(entry.getKey());
      if (option == null) {
        throw new Fault(
            "%s: %s is not an option, must be one of %s"
                .formatted(file, entry.getKey(), String.join(", ", new TreeSet<>(known.keySet()))));
      }
      take(option, text(option, entry.getValue(), file), file + ": " + entry.getKey());
    }
  }

  private static JsonNode tree(Path file) throws Fault {
    try {
      long bytes = Files.size(file);
      if (bytes > MOST_BYTES) {
        throw new Fault("%s has %d bytes, must have <= %d".formatted(file, bytes, MOST_BYTES));
      }
      JsonNode tree = YAML.readTree(Files.readString(file));
      if (tree.isMissingNode() || tree.isNull()) {
        return YAML.createObjectNode();
      }
      if (!tree.isObject()) {
        throw new Fault(file + " must be keys with values, as \"port: 8790\"");
      }
      return tree;
    } catch (IOException _) {
      throw new Fault("cannot read " + file);
    } catch (JacksonException e) {
      throw new Fault(
          "%s is not YAML: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  private static String text(OptionSpec option, JsonNode value, Path file) throws Fault {
    String name = file + ": " + key(option);
    if (option.isMultiValue() && value.isArray()) {
      List<String> values = new ArrayList<>();
      for (JsonNode each : value) {
        if (!each.isString() || each.stringValue().contains(BETWEEN_VALUES)) {
          throw new Fault("%s holds %s, must be a list of texts".formatted(name, each));
        }
        values.add(each.stringValue());
      }
      return String.join(BETWEEN_VALUES, values);
    }
    boolean right =
        switch (kind(option)) {
          case NUMBER -> value.isIntegralNumber();
          case YES_OR_NO -> value.isBoolean();
          case TEXTS, TEXT -> value.isString();
        };
    if (!right) {
      throw new Fault("%s == %s, must be %s".formatted(name, value, kind(option).words));
    }
    return value.asString();
  }

  /// What an option holds.
  private enum Kind {
    NUMBER("a whole number"),
    YES_OR_NO("true or false"),
    TEXT("a text"),
    TEXTS("a list of texts");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static Kind kind(ArgSpec option) {
    Class<?> type = option.type();
    if (option.isMultiValue()) {
      return Kind.TEXTS;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Kind.YES_OR_NO;
    }
    return type == int.class || type == Integer.class || type == long.class || type == Long.class
        ? Kind.NUMBER
        : Kind.TEXT;
  }

  /// They win over the file. An empty one counts as absent.
  private void readVariables(CommandLine command, Map<String, String> variables) throws Fault {
    for (OptionSpec option : options(command)) {
      String name = variable(option.longestName());
      String value = variables.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        boolean right =
            switch (kind(option)) {
              case NUMBER -> WHOLE.matcher(value).matches();
              case YES_OR_NO -> value.equals("true") || value.equals("false");
              case TEXT, TEXTS -> true;
            };
        if (!right) {
          throw new Fault("%s == \"%s\", must be %s".formatted(name, value, kind(option).words));
        }
        take(
            option,
            option.isMultiValue() ? String.join(BETWEEN_VALUES, value.split("\\s+", -1)) : value,
            name);
      }
    }
  }

  private void take(OptionSpec option, String value, String source) {
    values.put(option.longestName(), value);
    sources.put(option.longestName(), source);
  }

  /// Also asked for the options of subcommands: one value of a list is enough for those that take
  /// one.
  @Override
  public @Nullable String defaultValue(ArgSpec asked) {
    if (!(asked instanceof OptionSpec option)) {
      return null;
    }
    String value = values.get(option.longestName());
    return value == null || option.isMultiValue() ? value : value.lines().findFirst().orElse(value);
  }

  /// The options as they are, as a file could say them, each with where it comes from. Secrets are
  /// not among the options; passwords inside of addresses are left out.
  ///
  /// @param secrets names of variables that hold some, of which it is said whether they are given
  public String effective(CommandLine command, SecretVariables variables, List<String> secrets) {
    StringBuilder text = new StringBuilder();
    for (OptionSpec option : options(command)) {
      Object value = option.getValue();
      String source =
          command.getParseResult().hasMatchedOption(option)
              ? "command line"
              : sources.getOrDefault(option.longestName(), "default");
      if (value == null || value instanceof List<?> list && list.isEmpty()) {
        text.append("# ").append(key(option)).append(" is not given\n");
      } else {
        text.append("%s: %s # %s%n".formatted(key(option), shown(value), source));
      }
    }
    for (String secret : secrets) {
      boolean given = variables.read(secret).isPresent();
      text.append("# %s is %s%n".formatted(secret, given ? "given" : "not given"));
    }
    return text.toString();
  }

  private static String shown(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Configuration::shown).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    String open =
        USER.matcher(PASSWORD.matcher(String.valueOf(value)).replaceAll("$1..."))
            .replaceAll("$1...@");
    return "\"" + open.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
