package dev.rimlight.interop.compose;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import dev.rimlight.interop.vendor.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The losses of an import while it goes on, in the order of the document.
public final class Losses {
  private final List<Report.Loss> losses = new ArrayList<>();

  public void add(Place where, String what, String why) {
    losses.add(new Report.Loss(where.pointer(), what, why));
  }

  /// Reports the members that were not carried over and say something.
  ///
  /// @param carried those that were, or that never say anything
  /// @param reasons of members that are known to be lost; of others it is that nobody knows them
  public void dropped(
      Place object, String owner, Set<String> carried, Map<String, String> reasons) {
    for (Place.Member member : object.members()) {
      if (!carried.contains(member.name()) && says(member.place().value())) {
        add(
            member.place(),
            member.name() + " of " + owner,
            reasons.getOrDefault(member.name(), "our language has nothing of the kind"));
      }
    }
  }

  /// Reports every name that could not be a key.
  public void renamed(String kind, KeyNames names, Function<String, Place> where) {
    names
        .renamed()
        .forEach((name, key) ->
            add(
                where.apply(name),
                kind + " " + name,
                "is called " + key + ", because keys are 1 to 64 of a-z A-Z 0-9 _ . -"));
  }

  public void addAll(List<Report.Loss> more) {
    losses.addAll(more);
  }

  public Report report() {
    return new Report(losses);
  }

  /// What is as if it were not there loses nothing.
  private static boolean says(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> map.values().stream().anyMatch(Losses::says);
      default -> true;
    };
  }
}
