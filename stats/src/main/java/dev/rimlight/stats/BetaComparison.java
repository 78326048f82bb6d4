package dev.rimlight.stats;

import java.util.stream.DoubleStream;

/// Two proportions under their exact posteriors, by quadrature; no sampling.
///
/// All three integrals run over the logit of a proportion, where posteriors are smooth even when
/// their density at 0 or 1 is infinite.
///
/// @param treatmentBetter P(treatment > control)
/// @param lossOfTreatment E[(control - treatment)+], what is lost on average by taking the
///   treatment
/// @param lossOfControl E[(treatment - control)+]
public record BetaComparison(double treatmentBetter, double lossOfTreatment, double lossOfControl) {

  /// How many deviations of the logit a piece is long, and how far out the pieces go. Beyond, the
  /// tails of few counts fall like `exp(-alpha |x|)` and get longer pieces down to 1e-18.
  private static final double PIECE = 1.5;

  private static final int PIECES = 7;
  private static final double LOG_NEGLIGIBLE = 42;
  private static final int TAIL_PIECES = 8;

  public static BetaComparison of(BetaPosterior control, BetaPosterior treatment) {
    Quadrature.Grid grid =
        Quadrature.between(DoubleStream.concat(edges(control), edges(treatment)).toArray());
    boolean ofTreatment = treatment.logitDeviation() <= control.logitDeviation();
    BetaPosterior narrow = ofTreatment ? treatment : control;
    BetaPosterior wide = ofTreatment ? control : treatment;
    double narrowBetter = 0;
    double wideBetter = 0;
    double lossOfTreatment = 0;
    double lossOfControl = 0;
    for (int index = 0; index < grid.size(); index++) {
      double x = grid.node(index);
      double weight = grid.weight(index);
      double wideBelow = wide.below(x);
      double wideAbove = wide.above(x);
      double density = weight * narrow.logitDensity(x);
      narrowBetter += density * wideBelow;
      wideBetter += density * wideAbove;
      double narrowBelow = narrow.below(x);
      double narrowAbove = narrow.above(x);
      double slope = weight * BetaPosterior.proportion(x) * BetaPosterior.proportion(-x);
      double narrowLess = slope * narrowBelow * wideAbove;
      double wideLess = slope * wideBelow * narrowAbove;
      lossOfTreatment += ofTreatment ? narrowLess : wideLess;
      lossOfControl += ofTreatment ? wideLess : narrowLess;
    }
    double total = narrowBetter + wideBetter;
    return new BetaComparison(
        (ofTreatment ? narrowBetter : wideBetter) / total, lossOfTreatment, lossOfControl);
  }

  private static DoubleStream edges(BetaPosterior posterior) {
    double center = posterior.logitCenter();
    double piece = PIECE * posterior.logitDeviation();
    double reach = PIECES * piece;
    double lowEnd = Math.min(center - reach, -LOG_NEGLIGIBLE / posterior.alpha() - 1);
    double highEnd = Math.max(center + reach, LOG_NEGLIGIBLE / posterior.beta() + 1);
    DoubleStream middle =
        DoubleStream.iterate(-PIECES, step -> step <= PIECES, step -> step + 1)
            .map(step -> center + step * piece);
    DoubleStream tails =
        DoubleStream.iterate(1, step -> step <= TAIL_PIECES, step -> step + 1)
            .flatMap(step ->
                DoubleStream.of(
                    center - reach + (lowEnd - center + reach) * step / TAIL_PIECES,
                    center + reach + (highEnd - center - reach) * step / TAIL_PIECES));
    return DoubleStream.concat(middle, tails);
  }
}
