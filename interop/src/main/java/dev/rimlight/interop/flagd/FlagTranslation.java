package dev.rimlight.interop.flagd;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Share;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.compose.VariantValues;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A flag's targeting as rules: a chain of `if` becomes rules in its order, `fractional` with
/// constant names and weights a split, and whatever else gives a name a term.
///
/// Where the targeting gives null the flag's default applies, and no later rule: after a rule that
/// may give null stands one that serves the default to the same contexts.
final class FlagTranslation {
  static final String PARSE_ERROR = "PARSE_ERROR";
  static final String UNKNOWN_VARIANT = "UNKNOWN_VARIANT";

  private final String key;
  private final Place flag;
  private final LogicReader reader;
  private final LogicScope scope;
  private final List<String> names;
  private final KeyNames variantKeys;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Boolean> targeted = new ArrayList<>();

  /// @param key ours
  /// @param name flagd's
  FlagTranslation(String key, String name, Place flag, LogicReader reader) {
    this.key = key;
    this.flag = flag;
    this.reader = reader;
    this.scope = new LogicScope(name, false);
    this.names = flag.at("variants").members().stream().map(Place.Member::name).toList();
    this.variantKeys = new KeyNames(names);
  }

  KeyNames variantKeys() {
    return variantKeys;
  }

  TranslatedFlag translated(Place targeting) {
    boolean targets =
        switch (targeting.value()) {
          case Map<?, ?> map -> !map.isEmpty();
          case List<?> list -> !list.isEmpty();
          case String text -> !text.isEmpty();
          case null, default -> false;
        };
    Serve otherwise = byDefault();
    if (targets && !Logic.isValid(targeting)) {
      otherwise = new Serve.Broken(PARSE_ERROR);
    } else if (targets) {
      rules(targeting, Tests.ALWAYS, true);
    }
    List<@Nullable Object> values =
        flag.at("variants").members().stream().map(each -> each.place().value()).toList();
    FlagType type = VariantValues.type(values);
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      variants.add(
          new Variant(variantKeys.key(names.get(i)), VariantValues.value(type, values.get(i))));
    }
    Flag ours =
        new Flag(
            key,
            type,
            "ENABLED".equals(flag.at("state").value()),
            variants,
            null,
            rules,
            otherwise);
    return new TranslatedFlag(ours, names, values, targeted, targets);
  }

  private Serve byDefault() {
    return flag.at("defaultVariant").value() instanceof String name && !name.isEmpty()
        ? new Serve.Fixed(variantKeys.key(name))
        : new Serve.Nothing();
  }

  private void add(Condition when, Serve serve, boolean byTargeting) {
    if (!when.equals(Tests.NEVER)) {
      rules.add(new Rule("rule-" + (rules.size() + 1), when, serve));
      targeted.add(byTargeting);
    }
  }

  /// @param when what holds of whoever comes here
  /// @param last whether nothing follows for them
  private void rules(Place logic, Condition when, boolean last) {
    Logic read = Logic.of(logic);
    switch (read.operator()) {
      case "if", "?:" -> chain(read.arguments(), when, last);
      case "fractional" -> split(read, when, last);
      case "" -> constant(logic, when, last);
      default -> named(logic, when, last);
    }
  }

  private void chain(List<Place> arguments, Condition when, boolean last) {
    int at = 0;
    for (; at + 1 < arguments.size(); at += 2) {
      Condition holds = reader.condition(arguments.get(at), scope);
      rules(arguments.get(at + 1), Tests.all(when, holds), false);
    }
    if (at < arguments.size()) {
      rules(arguments.get(at), when, last);
    } else {
      close(when, last);
    }
  }

  /// The default, unless nothing follows anyway.
  private void close(Condition when, boolean last) {
    if (!last) {
      add(when, byDefault(), false);
    }
  }

  private void constant(Place logic, Condition when, boolean last) {
    if (logic.isNull()) {
      close(when, last);
    } else {
      add(when, fixed(JavaScript.text(logic.value())), true);
    }
  }

  private Serve fixed(String name) {
    return names.contains(name)
        ? new Serve.Fixed(variantKeys.key(name))
        : new Serve.Broken(UNKNOWN_VARIANT);
  }

  private void split(Logic logic, Condition when, boolean last) {
    Fractions.Fraction fraction = reader.fractions().read(logic, scope);
    if (fraction == null) {
      close(when, last);
      return;
    }
    List<Share> shares = new ArrayList<>();
    long sum = 0;
    for (Place bucket : fraction.buckets()) {
      Integer weight = Fractions.Fraction.weight(bucket);
      Object name = bucket.at(0).value();
      boolean plain = name instanceof String || name instanceof Number || name instanceof Boolean;
      if (weight == null || !plain || !names.contains(JavaScript.text(name))) {
        named(logic.place(), when, last);
        return;
      }
      shares.add(new Share(variantKeys.key(JavaScript.text(name)), weight));
      sum += weight;
    }
    if (sum > 0 && sum <= Integer.MAX_VALUE) {
      add(
          Tests.all(when, fraction.defined()),
          new Serve.Split(fraction.by().into((int) sum), shares),
          true);
    }
    close(when, last);
  }

  private void named(Place logic, Condition when, boolean last) {
    Term name = name(logic);
    add(when, new Serve.Named(name), true);
    if (!(name instanceof Term.Holds)) {
      close(when, last);
    }
  }

  /// The term that names a variant of ours.
  private Term name(Place place) {
    Logic logic = Logic.of(place);
    return switch (logic.operator()) {
      case "" ->
          place.isNull()
              ? LogicReader.NULL
              : new Term.Constant(new Value.Text(nameOf(JavaScript.text(place.value()))));
      case "if", "?:" -> reader.chosen(logic.arguments(), 0, this::name, scope);
      case "fractional" -> reader.fractions().term(logic, scope, this::name);
      default -> renamed(text(reader.term(place, scope)));
    };
  }

  private String nameOf(String name) {
    return names.contains(name) ? variantKeys.key(name) : name;
  }

  /// A number names a variant by its text.
  private static Term text(Term term) {
    return switch (term) {
      case Attribute attribute -> LogicReader.read(attribute, Reading.TEXT, false);
      case Term.Constant constant ->
          constant.value() instanceof Value.Numeric ? new Term.Joined(List.of(term)) : term;
      case Term.Choice choice ->
          new Term.Choice(choice.when(), text(choice.then()), text(choice.otherwise()));
      case Term.Arithmetic a -> new Term.Joined(List.of(term));
      case Term.Joined j -> term;
      case Term.Holds h -> term;
      case Term.Draw draw ->
          new Term.Draw(
              draw.by(),
              draw.lots().stream()
                  .map(lot -> new Term.Lot(text(lot.value()), lot.weight()))
                  .toList());
    };
  }

  /// Of variants that could not keep their names.
  private Term renamed(Term name) {
    Term result = name;
    for (Map.Entry<String, String> each : variantKeys.renamed().entrySet()) {
      result =
          new Term.Choice(
              LogicReader.equal(name, new Value.Text(each.getKey())),
              new Term.Constant(new Value.Text(each.getValue())),
              result);
    }
    return result;
  }
}
