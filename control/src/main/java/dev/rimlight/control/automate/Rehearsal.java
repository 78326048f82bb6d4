package dev.rimlight.control.automate;

import dev.rimlight.control.document.Json;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Decider;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import java.io.IOException;
import java.util.Map;

/// Decides here what a control plane's drafts would decide if they were published as they are.
public final class Rehearsal {
  private Rehearsal() {}

  /// The decision with everything that led to it.
  ///
  /// @param context as files of tests have it
  public static Map<String, Object> explain(
      Remote remote, String flag, Map<String, Object> context, long now)
      throws IOException, BadInput {
    Snapshot snapshot =
        CheckCommand.compile(
            remote.drafts().values().stream().map(Remote.Draft::definition).toList());
    int index = snapshot.indexOf(flag);
    if (index < 0) {
      throw new BadInput("flag %s is not there".formatted(flag));
    }
    try {
      return Json.readStored(
          Decider.explain(snapshot, KillList.NONE, ContextJson.read(context), index, now));
    } catch (InvalidDefinition e) {
      throw new BadInput("context: " + e.getMessage());
    }
  }
}
