package dev.rimlight.core;

import dev.rimlight.core.hash.Hash;
import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Conditions and terms as bytes. The tags are append only: what an engine does not know costs it
/// the flag, or the segment, that uses it.
final class ConditionCodec {
  private static final int ALWAYS = 0;
  private static final int ALL = 1;
  private static final int ANY = 2;
  private static final int NOT = 3;
  private static final int TEST = 4;
  private static final int FOR_ELEMENTS = 5;
  private static final int FLAG_GIVES = 6;
  private static final int IN_SEGMENT = 7;
  private static final int IN_BUCKETS = 8;
  private static final int BELOW_RAMP = 9;
  private static final int BROKEN = 10;

  private static final int COMPARE = 0;
  private static final int MATCHES = 1;
  private static final int IN_NETWORK = 2;
  private static final int OF_VERSION = 3;
  private static final int IN_TIME = 4;

  private static final int CONSTANT = 0;
  private static final int ATTRIBUTE = 1;
  private static final int JOINED = 2;
  private static final int CHOICE = 3;
  private static final int HOLDS = 4;
  private static final int ARITHMETIC = 5;
  private static final int DRAW = 6;

  private static final int STANDARD = 1;
  private static final int HAS_UNIT = 2;
  private static final int TWICE = 4;
  private static final int MODULO = 8;
  private static final int ABSENT_FIRST = 16;

  private static final Version.Form[] FORMS = Version.Form.values();
  private static final Hash.Kind[] HASHES = Hash.Kind.values();

  private ConditionCodec() {}

  static void write(ByteWriter out, Condition condition) {
    switch (condition) {
      case Condition.Always a -> out.u8(ALWAYS);
      case Condition.All all -> {
        out.u8(ALL);
        list(out, all.parts(), ConditionCodec::write);
      }
      case Condition.Any any -> {
        out.u8(ANY);
        list(out, any.parts(), ConditionCodec::write);
      }
      case Condition.Not not -> {
        out.u8(NOT);
        write(out, not.part());
      }
      case Condition.Test test -> {
        out.u8(TEST);
        write(out, test.subject());
        out.u8(test.elements().code());
        write(out, test.check());
      }
      case Condition.ForElements each -> {
        out.u8(FOR_ELEMENTS);
        write(out, each.list());
        out.u8(each.elements().code());
        write(out, each.part());
      }
      case Condition.FlagGives prerequisite -> {
        out.u8(FLAG_GIVES);
        out.text(prerequisite.flag());
        list(out, prerequisite.variants(), ByteWriter::text);
        out.bool(prerequisite.whileOn());
      }
      case Condition.InSegment in -> {
        out.u8(IN_SEGMENT);
        out.text(in.segment());
      }
      case Condition.InBuckets in -> {
        out.u8(IN_BUCKETS);
        write(out, in.by());
        list(out, in.ranges(), ConditionCodec::write);
      }
      case Condition.BelowRamp below -> {
        out.u8(BELOW_RAMP);
        write(out, below.by());
        list(
            out,
            below.ramp().steps(),
            (o, step) -> {
              o.i64(step.atMillis());
              o.varint(step.share());
            });
      }
      case Condition.Broken broken -> {
        out.u8(BROKEN);
        out.text(broken.error());
      }
    }
  }

  static void write(ByteWriter out, Range range) {
    out.varint(range.from());
    out.varint(range.to());
  }

  /// The text and what it was compiled to, so that engines need not compile it.
  private static void write(ByteWriter out, Written<Regex> pattern) {
    int[] program = pattern.meaning().program();
    out.text(pattern.text());
    out.varint(program.length);
    for (int number : program) {
      out.varint(number << 1 ^ number >> 31);
    }
  }

  private static void write(ByteWriter out, Check check) {
    switch (check) {
      case Check.Compare compare -> {
        out.u8(COMPARE);
        out.u8(compare.operator().code());
        out.bool(compare.ignoreCase());
        out.bool(compare.loose());
        list(out, compare.wanted().terms(), ConditionCodec::write);
      }
      case Check.Matches matches -> {
        out.u8(MATCHES);
        list(out, matches.patterns(), ConditionCodec::write);
      }
      case Check.InNetwork network -> {
        out.u8(IN_NETWORK);
        list(out, network.blocks(), (o, block) -> o.text(block.text()));
      }
      case Check.OfVersion version -> {
        out.u8(OF_VERSION);
        out.u8(version.test().code());
        out.u8(version.form().code());
        out.text(version.wanted().text());
      }
      case Check.InTime time -> {
        out.u8(IN_TIME);
        out.bool(time.before());
        out.text(time.moment().text());
      }
    }
  }

  static void write(ByteWriter out, Term term) {
    switch (term) {
      case Term.Constant constant -> {
        out.u8(CONSTANT);
        ValueCodec.write(out, constant.value());
      }
      case Attribute attribute -> {
        out.u8(ATTRIBUTE);
        out.text(attribute.name());
        out.u8(attribute.as().code());
        out.bool(attribute.orNull());
      }
      case Term.Joined joined -> {
        out.u8(JOINED);
        list(out, joined.parts(), ConditionCodec::write);
      }
      case Term.Choice choice -> {
        out.u8(CHOICE);
        write(out, choice.when());
        write(out, choice.then());
        write(out, choice.otherwise());
      }
      case Term.Holds holds -> {
        out.u8(HOLDS);
        write(out, holds.condition());
      }
      case Term.Arithmetic arithmetic -> {
        out.u8(ARITHMETIC);
        out.u8(arithmetic.operation().code());
        list(out, arithmetic.parts(), ConditionCodec::write);
      }
      case Term.Draw draw -> {
        out.u8(DRAW);
        write(out, draw.by());
        list(
            out,
            draw.lots(),
            (o, lot) -> {
              write(o, lot.value());
              write(o, lot.weight());
            });
      }
    }
  }

  static void write(ByteWriter out, Bucketing by) {
    Term unit = by.unit();
    boolean standard =
        by.equals(
            new Bucketing(
                Hash.Kind.MURMUR3,
                by.seed(),
                by.before(),
                unit,
                "",
                false,
                32,
                Limits.WHOLE,
                false,
                false));
    out.u8(
        (standard ? STANDARD : 0)
            | (unit == null ? 0 : HAS_UNIT)
            | (by.twice() ? TWICE : 0)
            | (by.modulo() ? MODULO : 0)
            | (by.absentFirst() ? ABSENT_FIRST : 0));
    out.i32(by.seed());
    out.text(by.before());
    if (unit != null) {
      write(out, unit);
    }
    if (!standard) {
      out.u8(by.hash().code());
      out.text(by.after());
      out.u8(by.bits());
      out.varint(by.buckets());
    }
  }

  static <T> void list(ByteWriter out, List<T> items, BiConsumer<ByteWriter, T> write) {
    out.varint(items.size());
    for (T item : items) {
      write.accept(out, item);
    }
  }

  static List<String> texts(ByteReader in) {
    List<String> texts = new ArrayList<>();
    for (int count = in.count(); count > 0; count--) {
      texts.add(in.text());
    }
    return texts;
  }

  static List<Range> ranges(ByteReader in) {
    List<Range> ranges = new ArrayList<>();
    for (int count = in.count(); count > 0; count--) {
      ranges.add(range(in));
    }
    return ranges;
  }

  private static List<Condition> conditions(ByteReader in, int depth) {
    List<Condition> conditions = new ArrayList<>();
    for (int count = in.count(); count > 0; count--) {
      conditions.add(condition(in, depth));
    }
    return conditions;
  }

  private static List<Term> terms(ByteReader in, int depth) {
    List<Term> terms = new ArrayList<>();
    for (int count = in.count(); count > 0; count--) {
      terms.add(term(in, depth));
    }
    return terms;
  }

  static Condition condition(ByteReader in) {
    return condition(in, 1);
  }

  private static Condition condition(ByteReader in, int depth) {
    requireDepth(depth);
    int tag = in.u8();
    return switch (tag) {
      case ALWAYS -> new Condition.Always();
      case ALL -> new Condition.All(conditions(in, depth + 1));
      case ANY -> new Condition.Any(conditions(in, depth + 1));
      case NOT -> new Condition.Not(condition(in, depth + 1));
      case TEST ->
          new Condition.Test(term(in, depth + 1), Elements.ofCode(in.u8()), check(in, depth + 1));
      case FOR_ELEMENTS ->
          new Condition.ForElements(
              term(in, depth + 1), Elements.ofCode(in.u8()), condition(in, depth + 1));
      case FLAG_GIVES -> new Condition.FlagGives(in.text(), texts(in), in.bool());
      case IN_SEGMENT -> new Condition.InSegment(in.text());
      case IN_BUCKETS -> new Condition.InBuckets(bucketing(in, depth + 1), ranges(in));
      case BELOW_RAMP -> new Condition.BelowRamp(bucketing(in, depth + 1), ramp(in));
      case BROKEN -> new Condition.Broken(in.text());
      default -> throw new UnsupportedSnapshot("condition", tag);
    };
  }

  /// Conditions and terms nest in one another; the documents' bounds are narrower.
  private static void requireDepth(int depth) {
    if (depth > Limits.NESTING) {
      throw new UnsupportedSnapshot("depth of condition", depth);
    }
  }

  static Range range(ByteReader in) {
    return new Range(in.varint(), in.varint());
  }

  private static Ramp ramp(ByteReader in) {
    List<Ramp.Step> steps = new ArrayList<>();
    for (int count = in.count(); count > 0; count--) {
      steps.add(new Ramp.Step(in.i64(), in.varint()));
    }
    if (steps.isEmpty()) {
      throw new UnsupportedSnapshot("steps of ramp", 0);
    }
    return new Ramp(steps);
  }

  private static Check check(ByteReader in, int depth) {
    int tag = in.u8();
    return switch (tag) {
      case COMPARE -> {
        Operator operator = Operator.ofCode(in.u8());
        boolean ignoreCase = in.bool();
        boolean loose = in.bool();
        yield new Check.Compare(operator, new Wanted(terms(in, depth + 1)), ignoreCase, loose);
      }
      case MATCHES -> {
        List<Written<Regex>> patterns = new ArrayList<>();
        for (int count = in.count(); count > 0; count--) {
          patterns.add(pattern(in));
        }
        yield new Check.Matches(patterns);
      }
      case IN_NETWORK -> {
        List<Written<Cidr>> blocks = new ArrayList<>();
        for (int count = in.count(); count > 0; count--) {
          blocks.add(known(Operands.block(in.text())));
        }
        yield new Check.InNetwork(blocks);
      }
      case OF_VERSION ->
          new Check.OfVersion(
              VersionTest.ofCode(in.u8()), form(in.u8()), known(Operands.version(in.text())));
      case IN_TIME -> new Check.InTime(in.bool(), known(Operands.moment(in.text())));
      default -> throw new UnsupportedSnapshot("check", tag);
    };
  }

  private static Written<Regex> pattern(ByteReader in) {
    String text = in.text();
    int[] program = new int[in.count()];
    for (int i = 0; i < program.length; i++) {
      int number = in.varint();
      program[i] = number >>> 1 ^ -(number & 1);
    }
    return known(Regex.of(text, program).map(regex -> new Written<>(text, regex)));
  }

  private static Version.Form form(int code) {
    if (code >= FORMS.length) {
      throw new UnsupportedSnapshot("form of version", code);
    }
    return FORMS[code];
  }

  /// What an older engine cannot read is something that a newer one invented.
  private static <T> T known(Optional<T> operand) {
    if (operand.isEmpty()) {
      throw new UnsupportedSnapshot("cannot read an operand");
    }
    return operand.get();
  }

  static Term term(ByteReader in, int depth) {
    requireDepth(depth);
    int tag = in.u8();
    return switch (tag) {
      case CONSTANT -> new Term.Constant(ValueCodec.read(in));
      case ATTRIBUTE -> known(Attribute.parse(in.text(), Reading.ofCode(in.u8()), in.bool()));
      case JOINED -> new Term.Joined(terms(in, depth + 1));
      case CHOICE ->
          new Term.Choice(condition(in, depth + 1), term(in, depth + 1), term(in, depth + 1));
      case HOLDS -> new Term.Holds(condition(in, depth + 1));
      case ARITHMETIC -> new Term.Arithmetic(Operation.ofCode(in.u8()), terms(in, depth + 1));
      case DRAW -> {
        Bucketing by = bucketing(in, depth + 1);
        List<Term.Lot> lots = new ArrayList<>();
        for (int count = in.count(); count > 0; count--) {
          lots.add(new Term.Lot(term(in, depth + 1), term(in, depth + 1)));
        }
        yield new Term.Draw(by, lots);
      }
      default -> throw new UnsupportedSnapshot("term", tag);
    };
  }

  static Bucketing bucketing(ByteReader in, int depth) {
    int flags = in.u8();
    int seed = in.i32();
    String before = in.text();
    Term unit = (flags & HAS_UNIT) == 0 ? null : term(in, depth);
    if ((flags & STANDARD) != 0) {
      return new Bucketing(
          Hash.Kind.MURMUR3, seed, before, unit, "", false, 32, Limits.WHOLE, false, false);
    }
    int hash = in.u8();
    if (hash >= HASHES.length || flags >= 2 * ABSENT_FIRST) {
      throw new UnsupportedSnapshot("bucketing", hash);
    }
    String after = in.text();
    int bits = in.u8();
    int buckets = in.varint();
    if (bits < 1 || bits > HASHES[hash].mostBits() || buckets < 1) {
      throw new UnsupportedSnapshot("bits or buckets", bits);
    }
    return new Bucketing(
        HASHES[hash],
        seed,
        before,
        unit,
        after,
        (flags & TWICE) != 0,
        bits,
        buckets,
        (flags & MODULO) != 0,
        (flags & ABSENT_FIRST) != 0);
  }
}
