package dev.rimlight.interop.engine;

import dev.rimlight.core.Context;
import dev.rimlight.core.ContextCodec;
import dev.rimlight.core.Decider;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/// The engine in this process. Contexts go through their bytes here too, so that both runtimes
/// decide on the same ones.
public final class JvmEngine implements Engine {
  private final Map<Published, Snapshot> opened = new WeakHashMap<>();
  private final Consumer<String> complaints;

  /// @param complaints takes what a question failed with, which has no decision then
  public JvmEngine(Consumer<String> complaints) {
    this.complaints = complaints;
  }

  @Override
  public List<DecisionLine> decide(List<Question> questions) {
    List<DecisionLine> lines = new ArrayList<>();
    for (Question question : questions) {
      for (String flag : question.flags()) {
        lines.add(DecisionLine.parse(line(question, flag)));
      }
    }
    return lines;
  }

  private String line(Question question, String flag) {
    try {
      Snapshot snapshot =
          opened.computeIfAbsent(
              question.published(), published -> Snapshot.open(published.bytes()));
      Context context = ContextCodec.decode(ContextCodec.encode(question.context()));
      return Decider.decide(
              snapshot, KillList.NONE, context, snapshot.indexOf(flag), question.nowMillis())
          .line();
    } catch (RuntimeException e) {
      complaints.accept("flag " + flag + " is not decided: " + e);
      return FAILED;
    }
  }

  @Override
  public void close() {
    opened.clear();
  }
}
