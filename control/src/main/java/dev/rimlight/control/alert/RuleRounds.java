package dev.rimlight.control.alert;

import dev.rimlight.control.alert.Finding.Rule;
import dev.rimlight.control.alert.Finding.Severity;
import dev.rimlight.control.document.AlertRule;
import dev.rimlight.control.publish.EdgeState;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.store.AlertRules;
import dev.rimlight.control.store.AlertRules.Kept;
import dev.rimlight.control.store.AlertRules.Looked;
import dev.rimlight.control.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at the rules that people wrote. What a look found is kept in the database: whoever goes
/// the next round, here or elsewhere, goes on from there.
final class RuleRounds {
  /// A round spends no more on rules, however many there are and however long their windows: those
  /// that were looked at longest ago come first, and of the others the last look counts.
  static final Duration BUDGET = Duration.ofSeconds(2);

  /// After a longer time without a look nobody knows whether a rule held all along.
  static final Duration UNWATCHED = Duration.ofMinutes(2);

  private static final System.Logger LOG = System.getLogger(RuleRounds.class.getName());

  private final Store store;
  private final Environment environment;
  private final ResultsDesk results;
  private final AlertRules rules;

  RuleRounds(Store store, Environment environment, ResultsDesk results) {
    this.store = store;
    this.environment = environment;
    this.results = results;
    this.rules = new AlertRules(environment.key());
  }

  List<Finding> round(List<EdgeState> edges) {
    Map<Kept, Looked> known = new LinkedHashMap<>();
    environment.read(rules::list).forEach(kept -> known.put(kept, kept.looked()));
    Map<Kept, Looked> fresh = look(List.copyOf(known.keySet()), edges);
    if (!fresh.isEmpty()) {
      store.write(handle -> {
        fresh.forEach((kept, looked) -> rules.looked(handle, kept, looked));
        return true;
      });
    }
    known.putAll(fresh);
    List<Finding> findings = new ArrayList<>();
    known.forEach((kept, looked) -> finding(kept, looked).ifPresent(findings::add));
    return findings;
  }

  private Map<Kept, Looked> look(List<Kept> kept, List<EdgeState> edges) {
    long now = environment.now();
    long end = System.nanoTime() + BUDGET.toNanos();
    Measuring measuring = new Measuring(results, edges, Instant.ofEpochMilli(now));
    Map<Kept, Looked> fresh = new LinkedHashMap<>();
    for (Kept each :
        kept.stream().sorted(Comparator.comparingLong(RuleRounds::lookedAt)).toList()) {
      if (!fresh.isEmpty() && System.nanoTime() >= end) {
        break;
      }
      AlertRule rule = AlertRule.readStored(each.body());
      fresh.put(each, after(each.looked(), rule, measure(measuring, rule), now));
    }
    return fresh;
  }

  private static long lookedAt(Kept kept) {
    Long at = kept.looked().at();
    return at == null ? Long.MIN_VALUE : at;
  }

  private static Reading measure(Measuring measuring, AlertRule rule) {
    try {
      return measuring.measure(rule);
    } catch (RuntimeException e) {
      // The others are looked at all the same.
      LOG.log(System.Logger.Level.WARNING, "cannot measure rule " + rule.key(), e);
      return new Reading.Unknown("the warehouse cannot be asked.");
    }
  }

  /// What cannot be measured is as it was.
  static Looked after(Looked before, AlertRule rule, Reading reading, long now) {
    return switch (reading) {
      case Reading.Unknown(String why) -> new Looked(before.since(), now, before.measured(), why);
      case Reading.Nothing _ -> new Looked(null, now, null, "");
      case Reading.Value(double measured) ->
          new Looked(
              rule.bound().holds(measured) ? (Long) since(before, rule, now) : null,
              now,
              measured,
              "");
    };
  }

  /// Somebody who was told stays told, however long nobody looked.
  private static long since(Looked before, AlertRule rule, long now) {
    @Nullable Long since = before.since();
    @Nullable Long at = before.at();
    if (since == null || at == null) {
      return now;
    }
    boolean told = at - since >= rule.forSeconds() * 1_000L;
    return told || now - at <= UNWATCHED.toMillis() ? since : now;
  }

  private static Optional<Finding> finding(Kept kept, Looked looked) {
    AlertRule rule = AlertRule.readStored(kept.body());
    @Nullable Long since = looked.since();
    @Nullable Long at = looked.at();
    @Nullable Double measured = looked.measured();
    if (since == null || at == null || measured == null) {
      return Optional.empty();
    }
    if (at - since < rule.forSeconds() * 1_000L) {
      return Optional.empty();
    }
    String sentence = RuleSentence.of(rule, measured);
    return Optional.of(
        new Finding(
            Rule.RULE,
            "rule " + rule.key(),
            rule.critical() ? Severity.CRITICAL : Severity.WARNING,
            looked.problem().isEmpty()
                ? sentence
                : sentence + " Now nobody can say: " + looked.problem(),
            Optional.empty()));
  }
}
