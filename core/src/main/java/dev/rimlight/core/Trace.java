package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that led to a decision, written as JSON while it is decided.
///
/// ```
/// {"flag": "greeting", "steps": [
///    {"rule": "austria", "steps": [
///       {"is": "test", "of": "country", "saw": "DE", "holds": false}]},
///    {"rule": null, "bucket": 30631}],
///  "variant": "hello", "reason": "SPLIT", "rule": null, "experiment": null, "bucket": 30631}
/// ```
///
/// A step of a flag is a rule, the default's is null; a step of a rule or condition is a condition;
/// a step of `flagGives` is the other flag. `saw` is missing where there was no value.
final class Trace {
  private static final char FRESH = 'f';
  private static final char OPEN = 'o';
  private static final char CLOSED = 'c';

  private final StringBuilder out = new StringBuilder();

  /// Of each object that is being written: whether its list of steps is begun or ended.
  private final StringBuilder states = new StringBuilder();

  /// Of each flag that is being written: how many objects were there before its rule.
  private final List<Integer> rules = new ArrayList<>();

  void enterFlag(String key) {
    begin();
    out.append("\"flag\":");
    JsonText.quote(out, key);
    rules.add(states.length());
  }

  /// @param id null is the default
  void rule(@Nullable String id) {
    endRule();
    begin();
    out.append("\"rule\":");
    text(id);
  }

  void leaveFlag(Decision decision) {
    endRule();
    rules.removeLast();
    closeSteps();
    Experiment experiment = decision.experiment();
    out.append(",\"variant\":");
    text(decision.variant() < 0 ? null : decision.variantKey());
    out.append(",\"reason\":");
    text(decision.reason().name());
    out.append(",\"rule\":");
    text(decision.rule() < 0 ? null : decision.flag().rules().get(decision.rule()).id());
    out.append(",\"experiment\":");
    text(experiment == null ? null : experiment.key());
    out.append(",\"bucket\":");
    out.append(decision.bucket() < 0 ? "null" : Integer.toString(decision.bucket()));
    if (decision.error() != null) {
      out.append(",\"error\":");
      text(decision.error());
    }
    end();
  }

  /// @param of what the condition is about
  void enter(String form, @Nullable String of) {
    begin();
    out.append("\"is\":\"").append(form).append('"');
    if (of != null) {
      out.append(",\"of\":");
      text(of);
    }
  }

  void leave(boolean holds) {
    closeSteps();
    out.append(",\"holds\":").append(holds ? "true" : "false");
    end();
  }

  void saw(@Nullable Value value) {
    if (value != null) {
      closeSteps();
      out.append(",\"saw\":");
      JsonText.append(out, value);
    }
  }

  /// @param bucket -1: the unit is absent
  void sawBucket(int bucket) {
    closeSteps();
    out.append(",\"bucket\":").append(bucket < 0 ? "null" : Integer.toString(bucket));
  }

  /// Why an experiment did not take the unit.
  void refused(String why) {
    closeSteps();
    out.append(",\"refused\":");
    text(why);
  }

  private void text(@Nullable String value) {
    if (value == null) {
      out.append("null");
    } else {
      JsonText.quote(out, value);
    }
  }

  private void endRule() {
    if (states.length() > rules.get(rules.size() - 1)) {
      closeSteps();
      end();
    }
  }

  private void begin() {
    int last = states.length() - 1;
    if (last >= 0) {
      char state = states.charAt(last);
      out.append(state == OPEN ? "," : state == FRESH ? ",\"steps\":[" : ",\"gate\":[");
      states.setCharAt(last, OPEN);
    }
    out.append('{');
    states.append(FRESH);
  }

  private void closeSteps() {
    int last = states.length() - 1;
    if (states.charAt(last) == OPEN) {
      out.append(']');
      states.setCharAt(last, CLOSED);
    }
  }

  private void end() {
    out.append('}');
    states.setLength(states.length() - 1);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
