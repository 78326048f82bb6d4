package dev.rimlight.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of a comparison. Many constant texts are found by hash.
public final class Wanted {
  private static final int MANY = 8;

  private final List<Term> terms;
  private final @Nullable Set<String> texts;

  public Wanted(List<Term> terms) {
    this.terms = List.copyOf(terms);
    this.texts = terms.size() > MANY ? texts(terms) : null;
  }

  public List<Term> terms() {
    return terms;
  }

  /// The same texts as a set, when there are many and nothing else; else null.
  @Nullable Set<String> texts() {
    return texts;
  }

  private static @Nullable Set<String> texts(List<Term> terms) {
    Set<String> texts = new HashSet<>();
    for (Term term : terms) {
      if (!(term instanceof Term.Constant constant
          && constant.value() instanceof Value.Text text)) {
        return null;
      }
      texts.add(text.value());
    }
    return texts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Wanted wanted && wanted.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return terms.size();
  }

  @Override
  public String toString() {
    return terms.toString();
  }
}
