package dev.rimlight.interop.vendor;

import java.util.List;
import java.util.function.Function;

/// What must be decided before a line can be answered, and how the answer is then made of the
/// decisions. All questions are asked in one round.
public record Inquiry<A>(List<Question> questions, Function<Decisions, A> answer) {
  public Inquiry {
    questions = List.copyOf(questions);
  }

  /// Nothing needs to be decided.
  public static <A> Inquiry<A> answered(A answer) {
    return new Inquiry<>(List.of(), none -> answer);
  }

  public static <A> Inquiry<A> of(Question question, Function<Decisions, A> answer) {
    return new Inquiry<>(List.of(question), answer);
  }
}
