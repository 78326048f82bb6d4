package dev.rimlight.control.mcp;

import dev.rimlight.control.automate.BadInput;
import dev.rimlight.control.document.Noun;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an assistant may propose: kinds of documents, and how their keys start.
///
/// What counts as soon as it is a draft is never among it. An experiment that has started is judged
/// by its draft, and a draft whose status says so starts or stops with the next publication,
/// whoever publishes it for whatever reason.
record Leave(Set<Noun> nouns, String prefix) {
  static final Leave NONE = new Leave(Set.of(), "");

  Leave {
    nouns = Set.copyOf(nouns);
  }

  /// @param words in the plural, as `flags`
  static Leave of(List<String> words, String prefix) throws BadInput {
    Set<Noun> nouns = EnumSet.noneOf(Noun.class);
    for (String word : words) {
      nouns.add(noun(word));
    }
    return new Leave(nouns, prefix);
  }

  private static Noun noun(String word) throws BadInput {
    for (Noun noun : Noun.values()) {
      if (word.equals(noun.word() + "s")) {
        return noun;
      }
    }
    throw new BadInput(
        "--may-propose == %s, must be of metrics, segments, layers, holdouts, flags, experiments, routes"
            .formatted(word));
  }

  /// In the order in which documents name each other.
  List<Noun> inOrder() {
    return nouns.stream().sorted().toList();
  }

  /// As people are told.
  String sentence() {
    if (nouns.isEmpty()) {
      return "You may propose nothing";
    }
    String words =
        inOrder().stream().map(noun -> noun.word() + "s").collect(Collectors.joining(", "));
    return prefix.isEmpty()
        ? "You may propose changes of " + words
        : "You may propose changes of %s whose keys start with %s".formatted(words, prefix);
  }

  /// Needs no answer of the control plane.
  void requireFor(Noun noun, String key) throws BadInput {
    if (!nouns.contains(noun)) {
      throw new BadInput("%ss may not be proposed here".formatted(noun.word()));
    }
    if (!key.startsWith(prefix)) {
      throw new BadInput("key == %s, must start with %s to be proposed".formatted(key, prefix));
    }
  }

  /// @param entry as the API has it, empty for a document that is not there yet
  void requireHarmless(Noun noun, Map<String, Object> entry, Map<String, Object> wanted)
      throws BadInput {
    if (noun != Noun.EXPERIMENT) {
      return;
    }
    Map<?, ?> before = entry.get(noun.word()) instanceof Map<?, ?> tree ? tree : Map.of();
    requireDraft(before.get("status"));
    requireDraft(wanted.get("status"));
    Object onHarm = wanted.getOrDefault("onHarm", "tell");
    if (!onHarm.equals(before.containsKey("onHarm") ? before.get("onHarm") : "tell")) {
      throw new BadInput(
          "onHarm == %s, must stay as it is: only people change it".formatted(onHarm));
    }
  }

  private static void requireDraft(@Nullable Object status) throws BadInput {
    if (status != null && !status.equals("draft")) {
      throw new BadInput(
          "status == %s, must be draft to be proposed: only people start, change and stop what runs"
              .formatted(status));
    }
  }
}
