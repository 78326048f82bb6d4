package dev.rimlight.control.results;

import dev.rimlight.stats.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How long an experiment would take to see an effect, before it starts: the schema Planning of
/// spec/openapi.yaml.
///
/// @param days until the wanted lift is seen with the wanted power; absent within a year
/// @param units of all arms by then
/// @param weeks what could be seen after each
/// @param options what would help when it takes long
public record Planning(
    String sentence,
    @Nullable Long days,
    @Nullable Long units,
    List<Week> weeks,
    List<String> options) {
  static final long YEAR = 365;

  /// From here on people are told what would help.
  static final long LONG = 42;

  private static final int WEEKS = 12;

  public Planning {
    weeks = List.copyOf(weeks);
    options = List.copyOf(options);
  }

  /// What a week brings.
  ///
  /// @param units of all arms
  /// @param smallestLift seen with the wanted power; absent when none is
  public record Week(int week, long units, @Nullable Double smallestLift) {}

  /// What is planned.
  ///
  /// @param variation squared coefficient of variation of a unit
  /// @param unitsPerDay of all visitors
  /// @param share of them that takes part
  /// @param arms control included
  /// @param lift relative
  /// @param anytime whether it is judged under peeking, or once at the end
  public record Wish(
      double variation,
      double unitsPerDay,
      double share,
      int arms,
      double lift,
      double power,
      double alpha,
      boolean anytime) {
    /// With several treatments each comparison gets its part of alpha.
    private double alphaOfOne() {
      return alpha / (arms - 1);
    }

    private double unitsAfter(double days) {
      return unitsPerDay * share * days;
    }

    private Power.Plan after(double days) {
      double perArm = unitsAfter(days) / arms;
      return new Power.Plan(
          variation,
          perArm,
          anytime ? new Power.Sequence(alphaOfOne(), 2 * perArm) : new Power.Fixed(alphaOfOne()));
    }

    private Wish with(double other, double takingPart, int compared) {
      return new Wish(variation, unitsPerDay, takingPart, compared, other, power, alpha, anytime);
    }
  }

  public static Planning of(Wish wish) {
    OptionalLong days = days(wish);
    List<Week> weeks = new ArrayList<>();
    for (int week = 1; week <= WEEKS; week++) {
      OptionalDouble smallest = wish.after(7.0 * week).smallestLift(wish.power);
      weeks.add(
          new Week(
              week,
              Math.round(wish.unitsAfter(7.0 * week)),
              smallest.isPresent() ? (Double) smallest.getAsDouble() : null));
    }
    return new Planning(
        sentence(wish, days, weeks),
        days.isPresent() ? (Long) days.getAsLong() : null,
        days.isPresent() ? (Long) Math.round(wish.unitsAfter((double) days.getAsLong())) : null,
        weeks,
        days.isPresent() && days.getAsLong() <= LONG ? List.of() : options(wish));
  }

  /// Power grows with time, so the first day is found by halving.
  private static OptionalLong days(Wish wish) {
    if (wish.after(YEAR).power(wish.lift) < wish.power) {
      return OptionalLong.empty();
    }
    long low = 0;
    long high = YEAR;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (wish.after((double) middle).power(wish.lift) >= wish.power) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalLong.of(high);
  }

  private static String sentence(Wish wish, OptionalLong days, List<Week> weeks) {
    String lift = Words.signed(wish.lift);
    if (days.isPresent()) {
      return "You need %s to see %s in %s of 100 cases."
          .formatted(Words.count(days.getAsLong(), "day"), lift, Math.round(100 * wish.power));
    }
    @Nullable Double last = weeks.getLast().smallestLift();
    return "A year is too short to see %s%s."
        .formatted(
            lift,
            last == null
                ? ""
                : "; after %d weeks %s would be seen".formatted(WEEKS, Words.signed(last)));
  }

  private static List<String> options(Wish wish) {
    List<String> options = new ArrayList<>();
    double twice = 2 * wish.lift;
    tell(
        options,
        wish.with(twice, wish.share, wish.arms),
        "Look for " + Words.signed(twice) + " instead");
    if (wish.share < 1) {
      tell(options, wish.with(wish.lift, 1, wish.arms), "Let everybody take part");
    }
    if (wish.arms > 2) {
      tell(options, wish.with(wish.lift, wish.share, wish.arms - 1), "Compare one variant less");
    }
    if (wish.anytime) {
      Wish once =
          new Wish(
              wish.variation,
              wish.unitsPerDay,
              wish.share,
              wish.arms,
              wish.lift,
              wish.power,
              wish.alpha,
              false);
      tell(options, once, "Judge once at the end and not before");
    }
    return options;
  }

  private static void tell(List<String> options, Wish wish, String what) {
    days(wish).ifPresent(days -> options.add("%s: %s.".formatted(what, Words.count(days, "day"))));
  }
}
