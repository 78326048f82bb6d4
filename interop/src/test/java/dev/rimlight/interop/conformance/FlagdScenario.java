package dev.rimlight.interop.conformance;

import static dev.rimlight.interop.conformance.SameJson.ABSENT_IS_NULL;
import static dev.rimlight.interop.conformance.Suite.members;

import dev.rimlight.interop.conformance.Suite.Check;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;

/// A scenario about one flag, read from its sentences.
@NullUnmarked
final class FlagdScenario {
  private static final String QUOTED = "\"((?:\\\\\"|[^\"])*)\"";
  private static final Pattern FLAG =
      Pattern.compile(
          "an? (\\w+)-flag with key " + QUOTED + " and a (?:default|fallback) value " + QUOTED);
  private static final Pattern CONTEXT =
      Pattern.compile(
          "a context containing a key "
              + QUOTED
              + ", with type "
              + QUOTED
              + " and with value "
              + QUOTED);
  private static final Pattern NESTED =
      Pattern.compile(
          "a context containing a nested property with outer key "
              + QUOTED
              + " and inner key "
              + QUOTED
              + ", with value "
              + QUOTED);
  private static final Pattern TARGETING_KEY =
      Pattern.compile("a context containing a targeting key with value " + QUOTED);
  private static final Pattern OPTION =
      Pattern.compile("an option " + QUOTED + " of type " + QUOTED + " with value " + QUOTED);
  private static final Pattern NOTHING_TO_DO =
      Pattern.compile(
          "an evaluator|a (?:stable|metadata) flagd provider|the flag was evaluated with details");
  private static final Pattern VALUE =
      Pattern.compile("the resolved details value should be " + QUOTED);
  private static final Pattern NAMED =
      Pattern.compile("the (reason|variant|error-code) should be " + QUOTED);
  private static final Pattern METADATA = Pattern.compile("the resolved metadata should contain");
  private static final Pattern NO_METADATA = Pattern.compile("the resolved metadata is empty");

  private final String name;
  private final Map<String, Object> context = new LinkedHashMap<>();
  private final List<Function<Place, Optional<String>>> expectations = new ArrayList<>();
  private String type;
  private String flag;
  private Object fallback;
  private String selector = "";

  private FlagdScenario(String name) {
    this.name = name;
  }

  static FlagdScenario of(Gherkin.Scenario scenario) {
    FlagdScenario read = new FlagdScenario(scenario.name());
    scenario.steps().forEach(read::step);
    return read;
  }

  /// The file that alone is loaded; empty: all are.
  String selector() {
    return selector;
  }

  Check check() {
    return new Check(
        name,
        members("flag", flag, "type", caseType(), "default", fallback, "context", context),
        answer ->
            expectations.stream()
                .flatMap(expectation -> expectation.apply(answer).stream())
                .findFirst());
  }

  private void step(Gherkin.Step step) {
    List<String> words;
    if ((words = words(FLAG, step)) != null) {
      type = words.get(0);
      flag = words.get(1);
      fallback = typed(type, words.get(2));
    } else if ((words = words(CONTEXT, step)) != null) {
      context.put(words.get(0), typed(words.get(1), words.get(2)));
    } else if ((words = words(NESTED, step)) != null) {
      context.put(words.get(0), members(words.get(1), words.get(2)));
    } else if ((words = words(TARGETING_KEY, step)) != null) {
      context.put("targetingKey", words.get(0));
    } else if ((words = words(OPTION, step)) != null) {
      if (words.get(0).equals("selector")) {
        selector = words.get(2);
      }
    } else if ((words = words(VALUE, step)) != null) {
      expectValue(typed(type, words.get(0)));
    } else if ((words = words(NAMED, step)) != null) {
      expectNamed(words.get(0), words.get(1));
    } else if (words(METADATA, step) != null) {
      expectMetadata(step.table());
    } else if (words(NO_METADATA, step) != null) {
      expectations.add(answer -> {
        Place metadata = answer.at("vendor").at("metadata");
        return metadata.members().isEmpty()
            ? Optional.empty()
            : Optional.of("metadata == " + metadata.value() + ", expected none");
      });
    } else if (words(NOTHING_TO_DO, step) == null) {
      throw new IllegalStateException("unknown step: " + step.text());
    }
  }

  private void expectValue(Object expected) {
    expectations.add(answer ->
        ABSENT_IS_NULL
            .compare("value", expected, answer.at("value").value())
            .or(() ->
                ABSENT_IS_NULL.compare(
                    "vendor.value", expected, answer.at("vendor").at("value").value())));
  }

  private void expectNamed(String what, String expected) {
    String member = what.equals("error-code") ? "errorCode" : what;
    Object wanted = expected.isEmpty() ? null : expected;
    expectations.add(answer ->
        ABSENT_IS_NULL.compare("vendor." + member, wanted, answer.at("vendor").at(member).value()));
  }

  private void expectMetadata(List<List<String>> table) {
    for (List<String> row : table.subList(1, table.size())) {
      Object expected = typed(row.get(1), row.get(2));
      expectations.add(answer ->
          ABSENT_IS_NULL.compare(
              "metadata " + row.get(0),
              expected,
              answer.at("vendor").at("metadata").at(row.get(0)).value()));
    }
  }

  private String caseType() {
    return switch (type) {
      case "Boolean" -> "boolean";
      case "String" -> "string";
      case "Integer" -> "integer";
      case "Float" -> "number";
      case "Object" -> "object";
      default -> throw new IllegalStateException("unknown type: " + type);
    };
  }

  private static Object typed(String type, String text) {
    try {
      return switch (type) {
        case "String" -> text;
        case "Boolean", "Integer", "Float", "Object" -> Json.read(text);
        default -> throw new IllegalStateException("unknown type: " + type);
      };
    } catch (InvalidJson e) {
      throw new IllegalStateException(text, e);
    }
  }

  /// The quoted arguments, in which an escaped quote is a quote and every other backslash itself.
  private static List<String> words(Pattern sentence, Gherkin.Step step) {
    Matcher matcher = sentence.matcher(step.text());
    if (!matcher.matches()) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      words.add(matcher.group(i).replace("\\\"", "\""));
    }
    return words;
  }
}
