package dev.rimlight.control.results;

import dev.rimlight.control.document.Trial;
import dev.rimlight.core.Share;
import dev.rimlight.events.warehouse.MomentsAsOf;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.events.warehouse.VitalSummary;
import dev.rimlight.stats.Power;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// All that was known about an experiment at one moment.
///
/// @param smallestSplitP the sequential p of the split, the smallest of all looks before this one
record Observed(
    Trial trial,
    boolean killed,
    OptionalLong startedAt,
    OptionalLong stoppedAt,
    long at,
    Samples seen,
    List<MomentsAsOf> history,
    List<VitalSummary> vitals,
    Loss loss,
    double smallestSplitP) {
  Observed {
    history = List.copyOf(history);
    vitals = List.copyOf(vitals);
  }

  String control() {
    return trial.experiment().control();
  }

  /// Control first, the others in the order of the document.
  List<Share> arms() {
    List<Share> arms = new ArrayList<>();
    for (Share share : trial.experiment().shares()) {
      if (share.variant().equals(control())) {
        arms.addFirst(share);
      } else {
        arms.add(share);
      }
    }
    return arms;
  }

  List<Share> treatments() {
    return arms().subList(1, arms().size());
  }

  String letter(String variant) {
    List<Share> arms = arms();
    for (int i = 0; i < arms.size(); i++) {
      if (arms.get(i).variant().equals(variant)) {
        return String.valueOf((char) ('A' + i));
      }
    }
    throw new IllegalArgumentException("variant == \"" + variant + "\", must be of the experiment");
  }

  long units(String variant) {
    return seen.units().getOrDefault(variant, 0L);
  }

  long exposedUnits() {
    long units = 0;
    for (Share arm : arms()) {
      units += units(arm.variant());
    }
    return units;
  }

  /// How long so many more units of one comparison take, at the pace of the least visited one;
  /// absent before the first hour and when it does not run.
  OptionalLong daysFor(long missing) {
    long ran = startedAt.isEmpty() ? 0 : until() - startedAt.getAsLong();
    long fewest =
        treatments().stream()
            .mapToLong(treatment -> units(control()) + units(treatment.variant()))
            .min()
            .orElse(0);
    if (ran < Duration.ofHours(1).toMillis() || fewest == 0 || stoppedAt.isPresent()) {
      return OptionalLong.empty();
    }
    double perDay = fewest / ((double) ran / Duration.ofDays(1).toMillis());
    return OptionalLong.of(Power.days((double) Math.max(0, missing), perDay));
  }

  /// When it ended, or now.
  long until() {
    return stoppedAt.orElse(at);
  }

  /// Whole days since the start: an effect that was seen on all days of a week is not a Sunday's.
  long wholeDays() {
    if (startedAt.isEmpty()) {
      return 0;
    }
    return Duration.ofMillis(Math.max(0, until() - startedAt.getAsLong())).toDays();
  }
}
