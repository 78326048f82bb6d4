package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Context;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Segment;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Share;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Decisions;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import dev.rimlight.interop.vendor.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The functions of GrowthBook's SDKs. What they decide our engine decides, of a flag that is made
/// for the call.
final class Functions {
  private static final String FLAG = "call";

  private Functions() {}

  static Inquiry<Result> evalCondition(Place arguments) {
    return checked(() -> {
      AttributePaths attributes = new AttributePaths();
      Place groups = arguments.array().size() > 2 ? arguments.at(2) : Place.root(null);
      ConditionReader reader =
          new ConditionReader(new SavedGroups(groups), attributes, new Losses(), true);
      Condition condition = reader.read(arguments.at(0), ConditionReader.Scope.VISITOR);
      Map<String, Object> context = new LinkedHashMap<>();
      context.put("attributes", arguments.at(1).value());
      return holds(
          condition, reader.segments(), Visitor.read(context).context(attributes.resolved()));
    });
  }

  static Inquiry<Result> hash(Place arguments) {
    return checked(() -> {
      String seed = JavaScript.text(arguments.at(0).value());
      String value = JavaScript.text(arguments.at(1).value());
      boolean number = arguments.at(2).value() instanceof Number;
      Optional<Bucketing> by =
          number
              ? Units.hashed(arguments.at(2).value(), 0, value.isEmpty() ? "" : seed, null)
              : Optional.empty();
      if (by.isEmpty()) {
        return Inquiry.answered(new Result.Returned(null));
      }
      // Nobody is hashed for no unit; the hash is the same with the seed in the unit's place.
      String unit = value.isEmpty() ? seed : value;
      if (unit.isEmpty()) {
        throw arguments.at(1).wrong("must not be empty when the seed is");
      }
      int buckets = by.get().buckets();
      Serve split = new Serve.Split(by.get(), List.of(new Share("0", buckets)));
      return ask(
          flag(1, List.of(), split),
          List.of(),
          new Context(unit),
          decisions -> (double) decisions.of(FLAG).bucket() / buckets);
    });
  }

  static Inquiry<Result> inNamespace(Place arguments) {
    return checked(() -> {
      Map<String, Object> empty = Map.of();
      Condition in =
          Gates.namespace(arguments.at(1), ExperimentSettings.of(new Place("/0", empty), false));
      return holds(in, List.of(), new Context(JavaScript.text(arguments.at(0).value())));
    });
  }

  static Inquiry<Result> chooseVariation(Place arguments) {
    return checked(() -> {
      List<Rule> rules = new ArrayList<>();
      int count = 0;
      for (double[] range : BucketRanges.read(arguments.at(1))) {
        Term n = AttributePaths.read("n", Reading.VALUE, false);
        rules.add(
            new Rule(
                "range-" + count,
                Tests.all(
                    Tests.holds(n, Operator.GREATER_OR_EQUAL, new Value.Numeric(range[0])),
                    Tests.holds(n, Operator.LESS_THAN, new Value.Numeric(range[1]))),
                new Serve.Fixed(String.valueOf(count++))));
      }
      return ask(
          flag(count, rules, new Serve.Nothing()),
          List.of(),
          new Context(null).with("n", new Value.Numeric(arguments.at(0).number())),
          decisions -> decisions.of(FLAG).variant());
    });
  }

  static Inquiry<Result> getBucketRange(Place arguments) {
    return checked(() -> {
      Place call = arguments;
      Place weights = call.array().size() > 2 ? call.at(2) : Place.root(null);
      List<double[]> ranges =
          BucketRanges.of(
              call.at(0).integer(),
              call.array().size() > 1 ? call.at(1).numberOr(1) : 1,
              weights.isNull()
                  ? null
                  : weights.elements().stream().mapToDouble(Place::number).toArray());
      return Inquiry.answered(
          new Result.Returned(
              ranges.stream().map(range -> List.<Object>of(range[0], range[1])).toList()));
    });
  }

  static Inquiry<Result> getEqualWeights(Place arguments) {
    return checked(() ->
        Inquiry.answered(
            new Result.Returned(
                Arrays.stream(BucketRanges.equalWeights(arguments.at(0).integer()))
                    .boxed()
                    .toList())));
  }

  static Inquiry<Result> getQueryStringOverride(Place arguments) {
    return checked(() -> {
      String url = arguments.at(1).isNull() ? "" : JavaScript.text(arguments.at(1).value());
      int variation =
          QueryText.variation(
              JavaScript.text(arguments.at(0).value()), url, arguments.at(2).integer());
      return Inquiry.answered(new Result.Returned(variation == QueryText.NONE ? null : variation));
    });
  }

  private static Inquiry<Result> holds(
      Condition condition, List<Segment> segments, Context context) {
    return ask(
        flag(1, List.of(new Rule("rule", condition, new Serve.Fixed("0"))), new Serve.Nothing()),
        segments,
        context,
        decisions -> decisions.of(FLAG).variant() == 0);
  }

  private static Flag flag(int variants, List<Rule> rules, Serve otherwise) {
    List<Variant> numbered = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      numbered.add(new Variant(String.valueOf(i), new Value.Numeric(i)));
    }
    return new Flag(FLAG, FlagType.INTEGER, true, numbered, null, rules, otherwise);
  }

  private static Inquiry<Result> ask(
      Flag flag, List<Segment> segments, Context context, Function<Decisions, Object> result) {
    Definitions definitions =
        new Definitions(FLAG, 0, List.of(flag), List.of(), segments, List.of(), List.of(), "[]");
    return Inquiry.of(
        new Question(Published.of(definitions), context, List.of(FLAG), 0),
        decisions -> {
          String error = decisions.of(FLAG).error();
          return error.isEmpty()
              ? new Result.Returned(result.apply(decisions))
              : new Result.Failed(error);
        });
  }

  /// Arguments that the function cannot be called with are an error of the call.
  static Inquiry<Result> checked(Supplier<Inquiry<Result>> call) {
    try {
      return call.get();
    } catch (InvalidDocument | IndexOutOfBoundsException e) {
      return Inquiry.answered(new Result.Failed("INVALID_ARGUMENTS"));
    }
  }
}
