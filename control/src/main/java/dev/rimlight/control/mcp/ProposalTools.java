package dev.rimlight.control.mcp;

import dev.rimlight.control.automate.BadInput;
import dev.rimlight.control.automate.Remote;
import dev.rimlight.control.document.FieldDiff;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tools that change drafts, one for each kind of document that may be proposed.
final class ProposalTools {
  private static final String PROPOSAL =
      """
      {"type": "object", "additionalProperties": false, "required": ["key", "version", "document", "reason"], "properties": {
        "key": {"type": "string", "maxLength": 64},
        "version": {"type": "integer", "minimum": 0, "description": "That the proposal was made from; 0 when the document is not there yet."},
        "document": {"type": "object", "description": "The whole document as it shall be, not only what differs."},
        "reason": {"type": "string", "minLength": 1, "maxLength": 2000, "description": "For the people who review it; becomes a comment."}}}
      """;

  private final Remote remote;
  private final Leave leave;

  ProposalTools(Remote remote, Leave leave) {
    this.remote = remote;
    this.leave = leave;
  }

  List<Tool> all() {
    return leave.inOrder().stream().map(this::tool).toList();
  }

  private Tool tool(Noun noun) {
    return Tool.proposing(
        "propose_" + noun.word(),
        "Makes a draft of how a %s could be. Nothing is published: people review the draft, and publish it or not."
            .formatted(noun.word()),
        PROPOSAL,
        arguments -> propose(noun, arguments));
  }

  private Map<String, Object> propose(Noun noun, Arguments arguments) throws IOException, BadInput {
    String key = arguments.key("key");
    leave.requireFor(noun, key);
    Map<String, Object> wanted = arguments.object("document");
    Optional<Long> version =
        Optional.of(arguments.whole("version", 0)).filter(number -> number > 0);
    Map<String, Object> entry =
        version.isPresent() ? remote.read(noun.word() + "s/" + key) : Map.of();
    leave.requireHarmless(noun, entry, wanted);
    List<FieldDiff.Difference> differences = FieldDiff.between(document(noun, entry), wanted);
    if (differences.isEmpty()) {
      throw new BadInput("nothing differs from the draft of %s %s".formatted(noun.word(), key));
    }
    Map<String, Object> draft = remote.draft(noun, key, wanted, version);
    Object made = draft.getOrDefault("version", 0);
    explain(noun, key, made, arguments.text("reason"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("proposed", noun.word() + " " + key);
    answer.put("version", made);
    answer.put("published", draft.getOrDefault("published", false));
    answer.put("differences", differences);
    answer.put("review", remote.page(noun, key).toString());
    return answer;
  }

  private static Map<String, Object> document(Noun noun, Map<String, Object> entry) {
    Object document = entry.get(noun.word());
    return document == null ? Map.of() : Json.readStored(Json.write(document));
  }

  private void explain(Noun noun, String key, Object version, String reason)
      throws IOException, BadInput {
    try {
      remote.comment(noun, key, "Version %s was proposed: %s".formatted(version, reason));
    } catch (BadInput e) {
      throw new BadInput(
          "the draft is version %s now, but its reason was not kept: %s"
              .formatted(version, e.problem()));
    }
  }
}
