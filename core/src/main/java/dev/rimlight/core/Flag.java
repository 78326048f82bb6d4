package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A typed value with variants and the ordered rules that choose among them; the first rule that
/// serves wins.
///
/// @param on when false everybody gets `off`
/// @param off the variant for everybody while the flag is off or killed; null is the caller's own
///   default
/// @param otherwise what contexts get that no rule served
public record Flag(
    String key,
    FlagType type,
    boolean on,
    List<Variant> variants,
    @Nullable String off,
    List<Rule> rules,
    Serve otherwise) {
  public Flag {
    variants = List.copyOf(variants);
    rules = List.copyOf(rules);
  }

  /// Position of the variant, or -1; null is none.
  public int variantIndex(@Nullable String variant) {
    for (int i = 0; i < variants.size(); i++) {
      if (variants.get(i).key().equals(variant)) {
        return i;
      }
    }
    return -1;
  }
}
