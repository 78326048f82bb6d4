package dev.rimlight.interop.compose;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Share;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows of weighted variants. Vendors may name a variant several times in one row; our splits name
/// each once, and so such a row is a draw.
public final class Lots {
  /// A variant and how many buckets it has.
  public record Lot(String variant, int weight) {}

  private Lots() {}

  /// Shares units out.
  ///
  /// @param lots their weights sum to the profile's buckets
  public static Serve serve(Bucketing by, List<Lot> lots) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    lots.forEach(lot -> weights.merge(lot.variant(), lot.weight(), Integer::sum));
    if (weights.size() == lots.size()) {
      return new Serve.Split(
          by, lots.stream().map(lot -> new Share(lot.variant(), lot.weight())).toList());
    }
    List<Term.Lot> drawn = new ArrayList<>();
    for (Lot lot : lots) {
      drawn.add(
          new Term.Lot(
              new Term.Constant(new Value.Text(lot.variant())),
              new Term.Constant(new Value.Numeric(lot.weight()))));
    }
    return new Serve.Named(new Term.Draw(by, drawn));
  }
}
