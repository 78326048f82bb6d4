package dev.rimlight.control.mcp;

import dev.rimlight.control.automate.BadInput;
import dev.rimlight.control.automate.Rehearsal;
import dev.rimlight.control.automate.Remote;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The tools that change nothing.
final class ReadTools {
  private static final int FEW = 20;
  private static final int ROOM_AROUND_A_LIST = 200;

  private static final String SEARCH =
      """
      {"type": "object", "additionalProperties": false, "properties": {
        "search": {"type": "string", "maxLength": 200, "description": "Only documents with this text anywhere in them, in any case."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 100, "description": "Unless said, 20."}}}
      """;
  private static final String ONE =
      """
      {"type": "object", "additionalProperties": false, "required": ["key"], "properties": {
        "key": {"type": "string", "maxLength": 64}}}
      """;
  private static final String RESULTS =
      """
      {"type": "object", "additionalProperties": false, "required": ["key"], "properties": {
        "key": {"type": "string", "maxLength": 64, "description": "Of the experiment."},
        "metric": {"type": "string", "maxLength": 64, "description": "Only what is said of this metric."}}}
      """;
  private static final String CHANGES =
      """
      {"type": "object", "additionalProperties": false, "properties": {
        "key": {"type": "string", "maxLength": 64, "description": "About this document."},
        "by": {"type": "string", "maxLength": 64, "description": "Of this account or token."},
        "action": {"type": "string", "maxLength": 64, "description": "As flag.change."},
        "before": {"type": "integer", "minimum": 1, "description": "What next said, to see more."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 200, "description": "Unless said, 20."}}}
      """;
  private static final String ALERTS =
      """
      {"type": "object", "additionalProperties": false, "properties": {
        "open": {"type": "boolean", "description": "Only those that are not over."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 200, "description": "Unless said, 20."}}}
      """;
  private static final String DECISION =
      """
      {"type": "object", "additionalProperties": false, "required": ["flag", "context"], "properties": {
        "flag": {"type": "string", "maxLength": 64},
        "context": {"type": "object", "description": "As {\\"unit\\": \\"visitor-1\\", \\"attributes\\": {\\"country\\": \\"DE\\"}}."}}}
      """;
  private static final String NOTHING =
      """
      {"type": "object", "additionalProperties": false, "properties": {}}
      """;

  private final Remote remote;
  private final InstantSource clock;

  ReadTools(Remote remote, InstantSource clock) {
    this.remote = remote;
    this.clock = clock;
  }

  List<Tool> all() {
    List<Tool> tools = new ArrayList<>();
    for (Noun noun : Noun.values()) {
      String word = noun.word();
      tools.add(
          Tool.reading(
              "list_" + word + "s",
              "The drafts of "
                  + word
                  + "s with their version and state; left counts those not shown.",
              SEARCH,
              arguments -> list(noun, arguments)));
      tools.add(
          Tool.reading(
              "get_" + word,
              "The draft of one " + word + ", its version, and whether that is published.",
              ONE,
              arguments -> remote.read(word + "s/" + arguments.key("key"))));
    }
    tools.add(
        Tool.reading(
            "get_results",
            "What an experiment has shown so far: decision, health, and each metric by variant.",
            RESULTS,
            this::results));
    tools.add(
        Tool.reading(
            "explain_decision",
            "What a flag's draft decides for a context, with every rule that was looked at. Kills are not looked at.",
            DECISION,
            arguments ->
                Rehearsal.explain(
                    remote, arguments.text("flag"), arguments.object("context"), clock.millis())));
    tools.add(
        Tool.reading(
            "get_publication",
            "What is published, which drafts are not yet, and what each edge runs.",
            NOTHING,
            _ -> remote.read("publication")));
    tools.add(
        Tool.reading(
            "list_changes",
            "What was changed and by whom, newest first, with the fields that differ.",
            CHANGES,
            this::changes));
    tools.add(Tool.reading("list_alerts", "What needs somebody.", ALERTS, this::alerts));
    return tools;
  }

  private Map<String, Object> list(Noun noun, Arguments arguments) throws IOException, BadInput {
    String list = noun.word() + "s";
    String search = arguments.text("search").toLowerCase(Locale.ROOT);
    List<Map<String, Object>> found =
        entries(remote.read(list), list).stream()
            .filter(entry -> says(entry.getOrDefault(noun.word(), ""), search))
            .toList();
    return page(list, found, arguments);
  }

  private static boolean says(Object document, String search) {
    return Json.write(document).toLowerCase(Locale.ROOT).contains(search);
  }

  private Map<String, Object> results(Arguments arguments) throws IOException, BadInput {
    Map<String, Object> results = remote.read("experiments/" + arguments.key("key") + "/results");
    String metric = arguments.text("metric");
    if (!metric.isEmpty()) {
      for (String list : List.of("metrics", "series")) {
        results.put(
            list,
            entries(results, list).stream()
                .filter(entry -> metric.equals(entry.get("metric")))
                .toList());
      }
    }
    return results;
  }

  private Map<String, Object> changes(Arguments arguments) throws IOException, BadInput {
    Map<String, Object> audit =
        remote.read("audit" + limited(arguments).query("key", "by", "action", "before", "limit"));
    List<Map<String, Object>> entries = entries(audit, "entries");
    Map<String, Object> page = page("entries", entries, arguments);
    int shown = entries(page, "entries").size();
    if (shown > 0 && (shown < entries.size() || audit.containsKey("next"))) {
      page.put("next", Objects.requireNonNull(entries.get(shown - 1).get("seq")));
    }
    return page;
  }

  private Map<String, Object> alerts(Arguments arguments) throws IOException, BadInput {
    Map<String, Object> alerts = remote.read("alerts" + limited(arguments).query("open", "limit"));
    return page("alerts", entries(alerts, "alerts"), arguments);
  }

  private static Arguments limited(Arguments arguments) {
    Map<String, Object> tree = new LinkedHashMap<>(arguments.tree());
    tree.putIfAbsent("limit", FEW);
    return new Arguments(tree);
  }

  /// As many as were asked for and fit into an answer.
  private static Map<String, Object> page(
      String list, List<Map<String, Object>> found, Arguments arguments) {
    List<Map<String, Object>> shown = new ArrayList<>();
    int chars = ROOM_AROUND_A_LIST;
    for (Map<String, Object> entry : found) {
      chars += Json.write(entry).length() + 1;
      if (shown.size() == arguments.whole("limit", FEW) || chars > Tool.MOST_CHARS) {
        break;
      }
      shown.add(entry);
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put(list, shown);
    page.put("left", found.size() - shown.size());
    return page;
  }

  private static List<Map<String, Object>> entries(Map<String, Object> answer, String list) {
    return answer.get(list) instanceof List<?> entries
        ? entries.stream().map(entry -> Json.readStored(Json.write(entry))).toList()
        : List.of();
  }
}
