package dev.rimlight.interop.vendor;

import java.util.List;

/// The engine's decisions about an inquiry's questions.
public final class Decisions {
  private final List<Question> questions;
  private final List<DecisionLine> lines;

  /// @param lines of every flag of every question, in order
  public Decisions(List<Question> questions, List<DecisionLine> lines) {
    this.questions = questions;
    this.lines = lines;
  }

  /// About a flag of the only or first question.
  public DecisionLine of(String flag) {
    return of(0, flag);
  }

  public DecisionLine of(int question, String flag) {
    int before = 0;
    for (int i = 0; i < question; i++) {
      before += questions.get(i).flags().size();
    }
    int at = questions.get(question).flags().indexOf(flag);
    if (at < 0) {
      throw new IllegalArgumentException("flag == " + flag + ", must be one that was asked");
    }
    return lines.get(before + at);
  }
}
