package dev.rimlight.core;

import dev.rimlight.core.text.Release;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition made ready to be asked often: its operand apart and typed, its attribute a slot.
///
/// The forms that most rules have are asked here; for all others, and for attributes that are
/// lists, the condition itself answers.
///
/// One class with a kind, and not a class per form: JavaScript engines compile a switch to a jump,
/// but a call of one of a dozen methods to a search, which costs as much as the comparison. For the
/// same reason parts are a chain: an array of Java's is an object around another there.
final class Probe {
  /// Asks a question.
  private static final int GENERAL = 0;

  /// Asks the condition, which looks at nothing but the context.
  private static final int OF_CONTEXT = 1;

  private static final int ALL = 2;
  private static final int ANY = 3;
  private static final int NOT = 4;
  private static final int IN_BUCKETS = 5;

  /// From here on the kinds look at the value in the slot.
  private static final int EXISTS = 6;

  private static final int TEXT_IS = 7;
  private static final int TEXT_IN = 8;
  private static final int STARTS_WITH = 9;
  private static final int ENDS_WITH = 10;
  private static final int VERSION = 11;
  private static final int NUMBER = 12;
  private static final int BOOL_IS = 13;

  private static final int EQUAL = 0b010;

  /// The order of numbers of which one is NaN.
  private static final int NO_ORDER = 2;

  private final int kind;
  private final Condition condition;
  private final int slot;

  /// What the kind compares with; the condition itself where there is nothing to prepare.
  private final Object operand;

  /// The first part of an `all`, `any` or `not`, and the next part of the one that this belongs to.
  private @Nullable Probe parts;

  private @Nullable Probe next;

  /// Orders that hold are bits, `1 << order + 1`.
  private record WantedVersion(Release release, int orders) {}

  private record WantedNumber(double number, int orders) {}

  private record Lots(Buckets buckets, List<Range> ranges) {}

  private Probe(int kind, Condition condition, int slot, Object operand) {
    this.kind = kind;
    this.condition = condition;
    this.slot = slot;
    this.operand = operand;
  }

  /// The first of the probes that must hold together; null for a condition that always holds.
  static @Nullable Probe prepareAll(Condition condition, Snapshot snapshot) {
    Probe probe = prepare(condition, snapshot);
    return probe.kind == ALL ? probe.parts : probe;
  }

  private static Probe prepare(Condition condition, Snapshot snapshot) {
    if (condition instanceof Condition.Test test) {
      return ofTest(test, snapshot);
    }
    if (condition instanceof Condition.All all) {
      return ofParts(ALL, all, all.parts(), snapshot);
    }
    if (condition instanceof Condition.Any any) {
      return ofParts(ANY, any, any.parts(), snapshot);
    }
    if (condition instanceof Condition.Not not) {
      return ofParts(NOT, not, List.of(not.part()), snapshot);
    }
    if (condition instanceof Condition.Always) {
      return new Probe(ALL, condition, 0, condition);
    }
    if (condition instanceof Condition.InBuckets in) {
      Buckets buckets = Buckets.of(in.by());
      if (buckets != null) {
        return new Probe(IN_BUCKETS, in, 0, new Lots(buckets, in.ranges()));
      }
    }
    return general(condition);
  }

  private static Probe general(Condition condition) {
    return new Probe(GENERAL, condition, 0, condition);
  }

  private static Probe ofParts(
      int kind, Condition condition, List<Condition> parts, Snapshot snapshot) {
    Probe probe = new Probe(kind, condition, 0, condition);
    for (int i = parts.size() - 1; i >= 0; i--) {
      Probe part = prepare(parts.get(i), snapshot);
      part.next = probe.parts;
      probe.parts = part;
    }
    return probe;
  }

  private static Probe ofTest(Condition.Test test, Snapshot snapshot) {
    if (!(test.subject() instanceof Attribute attribute) || attribute.root().startsWith("$")) {
      return general(test);
    }
    List<Value> wanted = List.of();
    if (test.check() instanceof Check.Compare compare) {
      List<Value> constants = constants(compare.wanted().terms());
      if (constants == null) {
        return general(test);
      }
      wanted = constants;
    }
    boolean plain =
        attribute.path().size() == 1
            && attribute.as() == Reading.VALUE
            && !attribute.orNull()
            && test.elements() != Elements.NONE;
    Probe probe = plain ? ofValue(test, snapshot.slot(attribute.root()), wanted) : null;
    return probe != null ? probe : new Probe(OF_CONTEXT, test, 0, test);
  }

  /// Null when one is no constant.
  private static @Nullable List<Value> constants(List<Term> terms) {
    List<Value> values = new ArrayList<>();
    for (Term term : terms) {
      if (!(term instanceof Term.Constant constant)) {
        return null;
      }
      values.add(constant.value());
    }
    return values;
  }

  private static @Nullable Probe ofValue(Condition.Test test, int slot, List<Value> wanted) {
    if (test.check() instanceof Check.OfVersion version) {
      Release release = Release.of(version.wanted().text());
      int orders = orders(version.test());
      return version.form() == Version.Form.LENIENT && release != null && orders != 0
          ? new Probe(VERSION, test, slot, new WantedVersion(release, orders))
          : null;
    }
    if (!(test.check() instanceof Check.Compare compare)
        || compare.loose()
        || compare.ignoreCase()
        || compare.wanted().texts() != null) {
      return null;
    }
    Operator operator = compare.operator();
    if (operator == Operator.EXISTS) {
      return new Probe(EXISTS, test, slot, test);
    }
    String[] texts = texts(wanted);
    if (texts != null) {
      return ofTexts(test, operator, slot, texts);
    }
    int orders = wanted.size() == 1 ? orders(operator) : 0;
    if (orders != 0 && wanted.get(0) instanceof Value.Numeric number) {
      return new Probe(NUMBER, test, slot, new WantedNumber(number.value(), orders));
    }
    return orders == EQUAL && wanted.get(0) instanceof Value.Bool
        ? new Probe(BOOL_IS, test, slot, wanted.get(0))
        : null;
  }

  /// 0 when an order does not tell.
  private static int orders(VersionTest test) {
    return switch (test) {
      case EQUAL -> EQUAL;
      case LESS -> 0b001;
      case LESS_OR_EQUAL -> 0b011;
      case GREATER -> 0b100;
      case GREATER_OR_EQUAL -> 0b110;
      case COMPATIBLE, PATCH -> 0;
    };
  }

  private static int orders(Operator operator) {
    return switch (operator) {
      case EQUALS, IN -> EQUAL;
      case LESS_THAN -> 0b001;
      case LESS_OR_EQUAL -> 0b011;
      case GREATER_THAN -> 0b100;
      case GREATER_OR_EQUAL -> 0b110;
      case STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS -> 0;
    };
  }

  /// Null when one is no text, or there is none.
  private static String @Nullable [] texts(List<Value> values) {
    String[] texts = new String[values.size()];
    for (int i = 0; i < texts.length; i++) {
      if (!(values.get(i) instanceof Value.Text text)) {
        return null;
      }
      texts[i] = text.value();
    }
    return texts.length == 0 ? null : texts;
  }

  private static @Nullable Probe ofTexts(
      Condition.Test test, Operator operator, int slot, String[] texts) {
    if (orders(operator) == EQUAL) {
      return texts.length == 1
          ? new Probe(TEXT_IS, test, slot, texts[0])
          : new Probe(TEXT_IN, test, slot, texts);
    }
    if (operator != Operator.STARTS_WITH && operator != Operator.ENDS_WITH) {
      return null;
    }
    // In JavaScript an array is read faster than a text.
    char[][] characters = new char[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      characters[i] = texts[i].toCharArray();
    }
    return new Probe(
        operator == Operator.ENDS_WITH ? ENDS_WITH : STARTS_WITH, test, slot, characters);
  }

  /// Whether an answer depends on more than the context: on the time or on other flags.
  static boolean askMore(@Nullable Probe first) {
    for (Probe probe = first; probe != null; probe = probe.next) {
      if (probe.kind == GENERAL || askMore(probe.parts)) {
        return true;
      }
    }
    return false;
  }

  /// Whether this probe and all after it hold.
  ///
  /// @param question if one of them [#askMore]
  static boolean hold(@Nullable Probe first, Seen seen, @Nullable Question question) {
    for (Probe probe = first; probe != null; probe = probe.next) {
      if (!probe.holds(seen, question)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(Seen seen, @Nullable Question question) {
    return kind > IN_BUCKETS ? compares(seen.at(slot), seen) : combines(seen, question);
  }

  private boolean combines(Seen seen, @Nullable Question question) {
    return switch (kind) {
      case OF_CONTEXT -> condition.decided(seen.question());
      case ALL -> hold(parts, seen, question);
      case ANY -> anyHolds(seen, question);
      case NOT -> !hold(parts, seen, question);
      case IN_BUCKETS -> inBuckets((Lots) operand, seen.context());
      default -> question != null && condition.holds(question);
    };
  }

  private boolean anyHolds(Seen seen, @Nullable Question question) {
    for (Probe part = parts; part != null; part = part.next) {
      if (part.holds(seen, question)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inBuckets(Lots lots, Context context) {
    int bucket = lots.buckets.of(context);
    for (int i = 0; i < lots.ranges.size(); i++) {
      if (lots.ranges.get(i).holds(bucket)) {
        return true;
      }
    }
    return false;
  }

  private boolean compares(Object value, Seen seen) {
    if (value instanceof String text) {
      return kind == VERSION ? comparesVersion(text, seen) : comparesText(text);
    }
    if (value instanceof Value.Numeric number) {
      return kind == NUMBER ? comparesNumber(number.value()) : kind == EXISTS;
    }
    if (value instanceof Value.Bool bool) {
      return kind == BOOL_IS ? ((Value.Bool) operand).value() == bool.value() : kind == EXISTS;
    }
    return !(value instanceof Value.Null) && condition.decided(seen.question());
  }

  private boolean comparesVersion(String text, Seen seen) {
    WantedVersion wanted = (WantedVersion) operand;
    int order = wanted.release.orderOf(text);
    return order == Release.UNKNOWN
        ? condition.decided(seen.question())
        : (wanted.orders >> (order + 1) & 1) != 0;
  }

  private boolean comparesNumber(double number) {
    WantedNumber wanted = (WantedNumber) operand;
    double bound = wanted.number;
    int order = number < bound ? -1 : number > bound ? 1 : number == bound ? 0 : NO_ORDER;
    return (wanted.orders >> (order + 1) & 1) != 0;
  }

  private boolean comparesText(String text) {
    return switch (kind) {
      case TEXT_IS -> same(text, (String) operand);
      case TEXT_IN -> isIn(text, (String[]) operand);
      case STARTS_WITH, ENDS_WITH -> hasOne(text, (char[][]) operand);
      default -> kind == EXISTS;
    };
  }

  private static boolean isIn(String text, String[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (same(text, wanted[i])) {
        return true;
      }
    }
    return false;
  }

  /// Most texts differ in length, which is cheaper to see than that both are texts.
  private static boolean same(String text, String wanted) {
    return text.length() == wanted.length() && text.equals(wanted);
  }

  private boolean hasOne(String text, char[][] parts) {
    for (int i = 0; i < parts.length; i++) {
      int offset = text.length() - parts[i].length;
      if (offset >= 0 && hasAt(text, kind == ENDS_WITH ? offset : 0, parts[i])) {
        return true;
      }
    }
    return false;
  }

  /// From the last character on: ends of one kind, such as domains, differ there.
  private static boolean hasAt(String text, int offset, char[] part) {
    for (int i = part.length - 1; i >= 0; i--) {
      if (text.charAt(offset + i) != part[i]) {
        return false;
      }
    }
    return true;
  }
}
