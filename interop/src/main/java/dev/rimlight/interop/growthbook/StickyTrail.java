package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Decisions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows a decision through all experiments that it passed, because each of them keeps its
/// assignment: those of features that others need, and those whose variation passes on.
final class StickyTrail {
  private final Translation translation;
  private final Decisions decisions;
  private final StickyDocuments documents;
  private final Set<String> seen = new HashSet<>();

  StickyTrail(Translation translation, Decisions decisions, StickyDocuments documents) {
    this.translation = translation;
    this.decisions = decisions;
    this.documents = documents;
  }

  /// The flags whose decisions are needed to follow one feature.
  static List<String> flags(Translation translation, TranslatedFeature first) {
    Set<String> names = new LinkedHashSet<>(List.of(first.name()));
    List<String> open = new ArrayList<>(names);
    Set<String> flags = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      TranslatedFeature feature = translation.feature(open.removeFirst());
      if (feature == null) {
        continue;
      }
      flags.add(feature.flag().key());
      feature.shadows().forEach(shadow -> flags.add(shadow.key()));
      feature
          .needs()
          .values()
          .forEach(needs ->
              needs.forEach(need -> {
                if (names.add(need.feature())) {
                  open.add(need.feature());
                }
              }));
    }
    return List.copyOf(flags);
  }

  void follow(TranslatedFeature feature) {
    if (!seen.add(feature.name())) {
      return;
    }
    DecisionLine line = decisions.of(feature.flag().key());
    Set<String> looked = new HashSet<>();
    for (int i = 0; i < feature.origins().size(); i++) {
      if (line.rule() >= 0 && i > line.rule()) {
        return;
      }
      Origin origin = feature.origins().get(i);
      if (looked.add(origin.rule().pointer())
          && !followNeeds(feature.needs().getOrDefault(origin.rule().pointer(), List.of()))) {
        continue;
      }
      if (origin instanceof Origin.Tried tried) {
        keep(tried, i == line.rule() ? line : null);
      }
    }
  }

  /// Whether all are met; those behind the first that is not are not looked at.
  private boolean followNeeds(List<Origin.Need> needs) {
    for (Origin.Need need : needs) {
      TranslatedFeature parent = translation.feature(need.feature());
      if (parent != null) {
        follow(parent);
      }
      int variant = parent == null ? -1 : decisions.of(parent.flag().key()).variant();
      if (!need.isMet(variant)) {
        return false;
      }
    }
    return true;
  }

  private void keep(Origin.Tried tried, @Nullable DecisionLine served) {
    DecisionLine line = served;
    if (line == null && tried.shadow() != null) {
      line = decisions.of(tried.shadow());
    }
    if (line == null || line.variant() < 0 || line.reason().equals("FORCED")) {
      return;
    }
    documents.keep(tried.settings(), variation(tried, line.variant()));
  }

  private int variation(Origin.Tried tried, int variant) {
    for (TranslatedFeature feature : translation.features()) {
      if (feature.origins().contains(tried)) {
        return tried.variants().indexOf(feature.values().keys().get(variant));
      }
    }
    throw new IllegalArgumentException("no feature tries " + tried.settings().key());
  }
}
