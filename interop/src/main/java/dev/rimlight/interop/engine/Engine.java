package dev.rimlight.interop.engine;

import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Question;
import java.util.List;

/// The decision engine on one of its runtimes.
public interface Engine extends AutoCloseable {
  /// Of a question that the engine fails at: a defect of ours costs one answer, not all.
  String FAILED = "-1|ERROR|-1|-1|GENERAL|";

  /// One line for every flag of every question, in order. The lines are the same on every runtime.
  List<DecisionLine> decide(List<Question> questions);

  @Override
  void close();
}
