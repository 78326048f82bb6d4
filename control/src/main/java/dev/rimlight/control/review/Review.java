package dev.rimlight.control.review;

import dev.rimlight.control.document.FieldDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What publishing the drafts would change: the schema Review of spec/openapi.yaml.
///
/// @param differences of documents
/// @param replay what the visitors of the last day would get
/// @param warnings what may be published and looks wrong
public record Review(List<Difference> differences, Replay replay, List<Warning> warnings) {
  public Review {
    differences = List.copyOf(differences);
    warnings = List.copyOf(warnings);
  }

  /// One document.
  ///
  /// @param change added, changed or removed
  /// @param fields of a changed one
  /// @param updatedBy who changed the draft last; absent when it is removed
  public record Difference(
      String noun,
      String key,
      String change,
      String sentence,
      List<FieldDiff.Difference> fields,
      @Nullable String updatedBy) {}

  /// Something that looks wrong.
  ///
  /// @param code stable: unreachable_rule, overlap, cache_variants, expired
  /// @param path a JSON pointer, beginning with the document
  public record Warning(String code, String path, String sentence) {}
}
