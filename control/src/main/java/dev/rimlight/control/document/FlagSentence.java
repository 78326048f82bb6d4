package dev.rimlight.control.document;

import dev.rimlight.core.Condition;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// What a flag does, in one sentence for a list.
public final class FlagSentence {
  private static final int PERCENT_DIGITS = 3;

  private FlagSentence() {}

  public static String of(Flag flag) {
    if (!flag.on()) {
      return "Off: " + (flag.off() == null ? "the page's own" : flag.off()) + " to everyone";
    }
    List<Rule> rules = flag.rules();
    String otherwise = serve(flag.otherwise());
    if (rules.isEmpty()) {
      return capital(otherwise) + " to everyone";
    }
    if (rules.size() > 1) {
      return rules.size() + " rules, else " + otherwise;
    }
    Rule rule = rules.getFirst();
    String whom = rule.when() instanceof Condition.Always ? "to everyone" : "by rule " + rule.id();
    return capital(serve(rule.serve())) + " " + whom + ", else " + otherwise;
  }

  private static String serve(Serve serve) {
    return switch (serve) {
      case Serve.Fixed fixed -> fixed.variant();
      case Serve.Split split ->
          String.join(
              " / ",
              split.shares().stream().map(share -> share(share, split.by().buckets())).toList());
      case Serve.InExperiment in -> "experiment " + in.experiment();
      case Serve.Named named -> "a computed variant";
      case Serve.Nothing nothing -> "the page's own";
      case Serve.Broken broken -> "an error";
    };
  }

  private static String share(Share share, int whole) {
    return percent(share.weight(), whole) + " " + share.variant();
  }

  /// The part as percent of the whole, without trailing zeros.
  static String percent(int weight, int whole) {
    BigDecimal percent =
        BigDecimal.valueOf(weight)
            .movePointRight(2)
            .divide(BigDecimal.valueOf(whole), PERCENT_DIGITS, RoundingMode.HALF_EVEN);
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  private static String capital(String text) {
    return text.startsWith("experiment ") ? "E" + text.substring(1) : text;
  }
}
