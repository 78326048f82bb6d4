package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.AlertRule;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.VariantNames;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.AlertRules;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Store;
import dev.rimlight.core.InvalidDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rules of which people want to be told when they hold.
final class AlertRuleOperations {
  private static final String BASE = "/v1/environments/{environment}/alert-rules";

  private final Store store;
  private final Environment environment;
  private final AlertRules rules;

  AlertRuleOperations(Store store, Environment environment) {
    this.store = store;
    this.environment = environment;
    this.rules = new AlertRules(environment.key());
  }

  List<Operation> all() {
    return List.of(
        Operation.of(Role.VIEWER, "GET", BASE, _ -> list()),
        Operation.of(Role.EDITOR, "POST", BASE, this::create),
        Operation.of(Role.EDITOR, "PUT", BASE + "/{key}", this::change),
        Operation.of(Role.EDITOR, "DELETE", BASE + "/{key}", this::remove));
  }

  private Answer list() {
    return new Answer.Value(
        Map.of(
            "rules",
            environment.read(rules::list).stream().map(AlertRuleOperations::shown).toList()));
  }

  private static Map<String, Object> shown(AlertRules.Kept kept) {
    Map<String, Object> shown = new LinkedHashMap<>(Json.readStored(kept.body()));
    shown.put("version", kept.version());
    shown.put("madeAt", kept.madeAt());
    shown.put("madeBy", kept.madeBy());
    AlertRules.Looked looked = kept.looked();
    put(shown, "lookedAt", looked.at());
    put(shown, "measured", looked.measured());
    put(shown, "holdsSince", looked.since());
    if (!looked.problem().isEmpty()) {
      shown.put("problem", looked.problem());
    }
    return shown;
  }

  private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
    if (value != null) {
      shown.put(name, value);
    }
  }

  private static AlertRule read(Map<String, Object> body) {
    try {
      return AlertRule.read(body);
    } catch (InvalidDefinition invalid) {
      throw Rejected.of(invalid);
    }
  }

  /// A rule on what nobody drafted would measure nothing, and never be told of.
  private void requireKnown(Handle handle, AlertRule rule) {
    rule.route().ifPresent(route -> named(handle, Noun.ROUTE, route));
    rule.experiment()
        .ifPresent(key -> {
          Document experiment = named(handle, Noun.EXPERIMENT, key);
          rule.variant()
              .filter(
                  variant -> !VariantNames.of(Noun.EXPERIMENT, experiment.tree()).contains(variant))
              .ifPresent(variant -> {
                throw unknown("variant", variant, "a variant of experiment " + key);
              });
        });
  }

  private Document named(Handle handle, Noun noun, String key) {
    return environment
        .documents()
        .find(handle, noun, key)
        .orElseThrow(() -> unknown(noun.word(), key, "the key of one that is drafted"));
  }

  private static Rejected unknown(String field, String value, String what) {
    return Rejected.of(
        new InvalidDefinition(
            "unknown_" + field,
            "/" + field,
            "%s == \"%s\", must be %s".formatted(field, value, what)));
  }

  private Answer create(Call call) {
    AlertRule rule = read(call.body());
    return store.write(handle -> {
      requireKnown(handle, rule);
      if (rules.find(handle, rule.key()).isPresent()) {
        throw new Rejected(Rejection.EXISTS, "rule %s exists already".formatted(rule.key()));
      }
      if (rules.list(handle).size() >= AlertRule.MOST) {
        throw new Rejected(
            Rejection.IN_USE, "%d rules are there, must be < %1$d".formatted(AlertRule.MOST));
      }
      return put(handle, call, rule, 1);
    });
  }

  private Answer change(Call call) {
    String key = call.parameter("key");
    long version = call.version();
    AlertRule rule = read(call.body());
    if (!rule.key().equals(key)) {
      throw Rejected.of(
          new InvalidDefinition(
              "key_differs",
              "/key",
              "key == \"%s\", must be \"%s\" as in the path".formatted(rule.key(), key)));
    }
    return store.write(handle -> {
      requireKnown(handle, rule);
      AlertRules.Kept before = find(handle, key);
      if (before.version() != version) {
        throw new Rejected(
                Rejection.VERSION_CONFLICT,
                "rule %s has version %d, must be %d for If-Match"
                    .formatted(key, before.version(), version))
            .withCurrent(shown(before));
      }
      return put(handle, call, rule, version + 1);
    });
  }

  private Answer put(Handle handle, Call call, AlertRule rule, long version) {
    AlertRules.Kept kept =
        new AlertRules.Kept(
            rule.key(),
            version,
            Json.write(rule.tree()),
            environment.now(),
            call.by(),
            AlertRules.Looked.NEVER);
    rules.put(handle, kept);
    boolean created = version == 1;
    log(
        handle,
        call,
        created ? "rule.create" : "rule.change",
        rule.key(),
        created ? "Wrote alert rule " : "Changed alert rule ");
    return new Answer.Value(
        created ? 201 : 200, shown(kept), Map.of("ETag", "\"" + version + "\""));
  }

  private Answer remove(Call call) {
    String key = call.parameter("key");
    return store.write(handle -> {
      find(handle, key);
      rules.remove(handle, key);
      log(handle, call, "rule.delete", key, "Removed alert rule ");
      return new Answer.Nothing(Map.of());
    });
  }

  private AlertRules.Kept find(Handle handle, String key) {
    return rules
        .find(handle, key)
        .orElseThrow(
            () -> new Rejected(Rejection.NOT_FOUND, "rule %s does not exist".formatted(key)));
  }

  private void log(Handle handle, Call call, String action, String key, String sentence) {
    new ChangeLog(environment.key())
        .append(
            handle,
            new ChangeLog.Entry(
                environment.now(), call.by(), Change.What.ALERT, action, key, sentence + key));
  }
}
