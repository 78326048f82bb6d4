package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.hash.Hash;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Plans decide as the flags that they were made of: two roads through random definitions with
/// every form of condition and serve, for contexts with values of every type.
@NullUnmarked
class PlanTest {
  private static final int FLAGS = 8;
  private static final long NOW = 1_000_000;
  private static final List<String> ATTRIBUTES =
      List.of("a", "b", "/c/d", "$now", "$unit", "missing");
  private static final List<String> VARIANTS = List.of("x", "xy", "true");
  private static final List<String> TEXTS =
      List.of("", "x", "xy", "yx", "xyz", "1.2", "1.2.0", "1.10.0-rc.1", "v2", "true", "naïve");
  private static final List<Double> NUMBERS = List.of(-1.0, -0.0, 0.0, 1.0, 1.5, 2.0, Double.NaN);

  private final Random random = new Random(1);

  @Test
  void plan_decidesAsTheFlagItself() {
    Map<Reason, Integer> seen = new TreeMap<>();
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = SnapshotCodec.encode(definitions());
      Snapshot planned = Snapshot.open(bytes);
      Snapshot full = Snapshot.open(bytes);
      KillList kills = new KillList(random.nextInt(8) == 0 ? List.of("flag-1") : List.of());
      for (int i = 0; i < 8; i++) {
        Context context = context();
        for (int flag = 0; flag < FLAGS; flag++) {
          Decision decision = Decider.decide(planned, kills, context, flag, NOW);
          assertThat(decision.line())
              .as("round %s, context %s, flag %s", round, i, flag)
              .isEqualTo(inFull(full, kills, context, flag).line());
          seen.merge(decision.reason(), 1, Integer::sum);
        }
      }
    }
    assertThat(seen.keySet())
        .containsExactlyInAnyOrder(
            Reason.DEFAULT,
            Reason.OFF,
            Reason.KILLED,
            Reason.RULE,
            Reason.SPLIT,
            Reason.EXPERIMENT,
            Reason.FORCED,
            Reason.STICKY,
            Reason.ERROR);
  }

  @Test
  void packed_holdsVariantReasonAndRule() {
    Snapshot snapshot = Snapshot.open(SnapshotCodec.encode(definitions()));
    for (int flag = 0; flag < FLAGS; flag++) {
      Decision decision = Decider.decide(snapshot, KillList.NONE, context(), flag, NOW);
      int packed = decision.packed();
      assertThat(packed & 0xFF).isEqualTo(decision.variant() & 0xFF);
      assertThat(packed >> 8 & 0xF).isEqualTo(decision.reason().code());
      assertThat((packed >> 12 & 0xFFF) - 1).isEqualTo(decision.rule());
      assertThat(packed >> 24).isEqualTo(decision.reason().counts() ? 1 : 0);
    }
  }

  @Test
  void attributeSetAgain_isSeenAnew() {
    Snapshot snapshot = Snapshot.open(SnapshotCodec.encode(definitions()));
    int slot = snapshot.slot("a");
    Context context = new Context("unit").with("a", new Value.Text("old"));
    assertThat(context.seenBy(snapshot).at(slot)).isEqualTo("old");
    context.with("a", new Value.Text("new"));
    assertThat(context.seenBy(snapshot).at(slot)).isEqualTo("new");
    assertThat(context.attributes()).isEqualTo(Map.of("a", new Value.Text("new")));
  }

  @Test
  void slotOfALaterPlan_isSeenToo() {
    Snapshot snapshot = Snapshot.open(SnapshotCodec.encode(definitions()));
    Context context = new Context("unit").with("late", new Value.Text("seen"));
    int first = snapshot.slot("early");
    assertThat(context.seenBy(snapshot).at(first)).isEqualTo(Value.NULL);
    int later = snapshot.slot("late");
    assertThat(context.seenBy(snapshot).at(later)).isEqualTo("seen");
  }

  private static Decision inFull(Snapshot snapshot, KillList kills, Context context, int flag) {
    // A trace keeps prerequisites off the plans' road too.
    Question question = new Question(snapshot, kills, context, NOW, new Trace());
    String key = snapshot.flag(flag).key();
    question.begin(key);
    question.trace().enterFlag(key);
    return Decider.decide(question, snapshot.entry(flag));
  }

  private Definitions definitions() {
    List<Flag> flags = IntStream.range(0, FLAGS).mapToObj(this::flag).toList();
    List<Experiment> experiments = IntStream.range(0, FLAGS).mapToObj(this::experiment).toList();
    return new Definitions(
        "t",
        1,
        flags,
        experiments,
        List.of(new Segment("listed", null), new Segment("shared", condition(1))),
        List.of(new Layer("layer", null)),
        List.of(new Holdout("holdout", 20_000, null)),
        "[]");
  }

  private Flag flag(int number) {
    List<Rule> rules = new ArrayList<>();
    for (int count = random.nextInt(5); count > 0; count--) {
      rules.add(new Rule("rule-" + count, condition(2), serve(number)));
    }
    return new Flag(
        "flag-" + number,
        FlagType.STRING,
        random.nextInt(12) != 0,
        VARIANTS.stream().map(key -> new Variant(key, new Value.Text(key))).toList(),
        random.nextInt(4) == 0 ? null : one(VARIANTS),
        rules,
        serve(number));
  }

  private Experiment experiment(int number) {
    boolean layered = random.nextInt(8) == 0;
    boolean timed = random.nextInt(8) == 0;
    return new Experiment(
        "experiment-" + number,
        "flag-" + number,
        "x",
        bucketing("experiment-" + number),
        List.of(
            new Arm("x", new Range(0, 40_000)),
            new Arm(null, new Range(40_000, 60_000)),
            new Arm("xy", new Range(60_000, 90_000))),
        random.nextBoolean() ? Limits.WHOLE : 50_000,
        random.nextInt(4) == 0 ? condition(1) : new Condition.Always(),
        layered ? "layer" : null,
        layered ? List.of(new Range(0, 30_000)) : List.of(),
        random.nextInt(8) == 0 ? List.of("holdout") : List.of(),
        random.nextInt(4) == 0 ? new Experiment.Sticky(2, random.nextInt(3)) : null,
        random.nextInt(8) != 0,
        timed ? NOW - 1 + random.nextInt(3) : null,
        timed ? NOW + random.nextInt(3) : null);
  }

  private Serve serve(int flag) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new Serve.Fixed(one(VARIANTS));
      case 3, 4, 5 -> {
        int half = random.nextInt(50_000);
        yield new Serve.Split(
            bucketing("flag-" + flag),
            List.of(
                new Share("x", half),
                new Share("xy", random.nextInt(4) == 0 ? 10 : 100_000 - half)));
      }
      case 6, 7, 8 -> new Serve.InExperiment("experiment-" + flag);
      case 9 -> new Serve.Named(attribute());
      case 10 -> new Serve.Nothing();
      default -> random.nextInt(4) == 0 ? new Serve.Broken("SERVE") : new Serve.Fixed("x");
    };
  }

  private Bucketing bucketing(String salt) {
    Bucketing standard =
        Bucketing.standard(random.nextInt(2), salt, random.nextInt(6) == 0 ? attribute() : null);
    return random.nextInt(4) != 0
        ? standard
        : new Bucketing(
            one(List.of(Hash.Kind.MURMUR3, Hash.Kind.FNV1A32, Hash.Kind.SHA1)),
            1,
            salt,
            null,
            one(List.of("", "after")),
            random.nextInt(4) == 0,
            one(List.of(32, 28)),
            100_000,
            random.nextInt(4) == 0,
            random.nextInt(4) == 0);
  }

  private Condition condition(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 16)) {
      case 0, 1, 2 -> test();
      case 3 ->
          new Condition.InBuckets(
              bucketing("rollout"), List.of(new Range(0, 30_000), new Range(90_000, 95_000)));
      case 4, 5, 6, 7 -> new Condition.All(conditions(depth));
      case 8, 9 -> new Condition.Any(conditions(depth));
      case 10, 11 -> new Condition.Not(condition(depth - 1));
      case 12 -> new Condition.Always();
      case 13 ->
          new Condition.FlagGives(
              "flag-" + random.nextInt(FLAGS + 1), List.of(one(VARIANTS)), random.nextBoolean());
      case 14 -> new Condition.InSegment(one(List.of("listed", "shared", "unknown")));
      default ->
          random.nextInt(4) == 0
              ? new Condition.Broken("CONDITION")
              : new Condition.ForElements(attribute(), one(List.of(Elements.values())), test());
    };
  }

  private List<Condition> conditions(int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      parts.add(condition(depth - 1));
    }
    return parts;
  }

  private Condition test() {
    Elements elements = one(List.of(Elements.values()));
    return new Condition.Test(
        attribute(), random.nextInt(3) == 0 ? elements : Elements.ANY, check());
  }

  private Check check() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new Check.OfVersion(
              one(List.of(VersionTest.values())),
              one(List.of(Version.Form.values())),
              Operands.version("1.2.0").orElseThrow());
      case 1 -> new Check.Matches(List.of(Operands.pattern("x+y").orElseThrow()));
      case 2 ->
          new Check.InTime(
              random.nextBoolean(), Operands.moment("1970-01-01T00:16:40Z").orElseThrow());
      default -> compare();
    };
  }

  private Check compare() {
    List<Term> terms = new ArrayList<>();
    boolean texts = random.nextBoolean();
    for (int count = random.nextInt(12); count >= 0; count--) {
      terms.add(
          random.nextInt(12) == 0
              ? attribute()
              : new Term.Constant(texts ? new Value.Text(one(TEXTS)) : constant()));
    }
    return new Check.Compare(
        one(List.of(Operator.values())),
        new Wanted(random.nextBoolean() ? terms.subList(0, 1) : terms),
        random.nextInt(8) == 0,
        random.nextInt(8) == 0);
  }

  private Attribute attribute() {
    Reading as = random.nextInt(6) == 0 ? one(List.of(Reading.values())) : Reading.VALUE;
    return Attribute.parse(one(ATTRIBUTES), as, random.nextInt(8) == 0).orElseThrow();
  }

  private Context context() {
    Context context =
        new Context(
            switch (random.nextInt(8)) {
              case 0 -> null;
              case 1 -> "";
              case 2 -> "unité-" + random.nextInt(1_000);
              default -> "unit-" + random.nextInt(1_000);
            });
    for (String name : List.of("a", "b")) {
      if (random.nextInt(8) != 0) {
        context.with(name, value());
      }
    }
    context.with("c", Value.Members.of(new HashMap<>(Map.of("d", scalar()))));
    if (random.nextInt(4) == 0) {
      context.inSegment("listed");
    }
    if (random.nextInt(6) == 0) {
      context.assigned("experiment-" + random.nextInt(FLAGS), random.nextInt(3), "xy");
    }
    if (random.nextInt(6) == 0) {
      context.force("experiment-" + random.nextInt(FLAGS), one(List.of("x", "none")));
    }
    return random.nextInt(8) == 0 ? context.testing() : context;
  }

  private Value value() {
    if (random.nextInt(6) != 0) {
      return scalar();
    }
    List<Value> elements = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      elements.add(scalar());
    }
    return new Value.Items(elements);
  }

  private Value scalar() {
    return random.nextInt(8) == 0 ? Value.NULL : constant();
  }

  private Value constant() {
    return switch (random.nextInt(4)) {
      case 0 -> Value.of(random.nextBoolean());
      case 1 -> new Value.Numeric(one(NUMBERS));
      default -> new Value.Text(one(TEXTS));
    };
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
