package dev.rimlight.core;

import dev.rimlight.core.text.Release;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A condition made ready to be asked often: its operand apart and typed, its attribute a slot.
///
/// The forms that most rules have are asked here; for all others, and for attributes that are lists,
/// the condition itself answers.
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
  private static final int TEXT_AMONG = 9;
  private static final int STARTS_WITH = 10;
  private static final int ENDS_WITH = 11;
  private static final int CONTAINS = 12;
  private static final int VERSION = 13;
  private static final int NUMBER_IS = 14;
  private static final int LESS_THAN = 15;
  private static final int LESS_OR_EQUAL = 16;
  private static final int GREATER_THAN = 17;
  private static final int GREATER_OR_EQUAL = 18;
  private static final int BOOL_IS = 19;

  private final int kind;
  private final Condition condition;
  private final int slot;

  /// What the kind compares with; the condition itself where there is nothing to prepare.
  private final Object operand;

  /// The first part of an `all`, `any` or `not`, and the next part of the one that this belongs to.
  private @Nullable Probe parts;

  private @Nullable Probe next;

  /// @param orders that hold, as bits `1 << order + 1`
  private record Wish(Release release, int orders) {}

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
          ? new Probe(VERSION, test, slot, new Wish(release, orders))
          : null;
    }
    if (!(test.check() instanceof Check.Compare compare) || compare.loose() || compare.ignoreCase()) {
      return null;
    }
    if (compare.operator() == Operator.EXISTS) {
      return new Probe(EXISTS, test, slot, test);
    }
    if (compare.operator() == Operator.IN && compare.wanted().texts() != null) {
      return new Probe(TEXT_AMONG, test, slot, compare.wanted().texts());
    }
    String[] texts = texts(wanted);
    if (texts != null) {
      return ofTexts(test, compare.operator(), slot, texts);
    }
    int kind = wanted.size() == 1 ? kind(compare.operator(), wanted.get(0)) : GENERAL;
    return kind == GENERAL ? null : new Probe(kind, test, slot, wanted.get(0));
  }

  /// 0 when an order does not tell.
  private static int orders(VersionTest test) {
    return switch (test) {
      case EQUAL -> 0b010;
      case LESS -> 0b001;
      case LESS_OR_EQUAL -> 0b011;
      case GREATER -> 0b100;
      case GREATER_OR_EQUAL -> 0b110;
      case COMPATIBLE, PATCH -> 0;
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
    return switch (operator) {
      case EQUALS, IN ->
          texts.length == 1
              ? new Probe(TEXT_IS, test, slot, texts[0])
              : new Probe(TEXT_IN, test, slot, texts);
      case STARTS_WITH -> new Probe(STARTS_WITH, test, slot, characters(texts));
      case ENDS_WITH -> new Probe(ENDS_WITH, test, slot, characters(texts));
      case CONTAINS -> new Probe(CONTAINS, test, slot, texts);
      case LESS_THAN, LESS_OR_EQUAL, GREATER_THAN, GREATER_OR_EQUAL, EXISTS -> null;
    };
  }

  /// In JavaScript an array is read faster than a text.
  private static char[][] characters(String[] texts) {
    char[][] characters = new char[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      characters[i] = texts[i].toCharArray();
    }
    return characters;
  }

  private static int kind(Operator operator, Value only) {
    boolean number = only instanceof Value.Numeric;
    return switch (operator) {
      case EQUALS, IN -> number ? NUMBER_IS : only instanceof Value.Bool ? BOOL_IS : GENERAL;
      case LESS_THAN -> number ? LESS_THAN : GENERAL;
      case LESS_OR_EQUAL -> number ? LESS_OR_EQUAL : GENERAL;
      case GREATER_THAN -> number ? GREATER_THAN : GENERAL;
      case GREATER_OR_EQUAL -> number ? GREATER_OR_EQUAL : GENERAL;
      case STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS -> GENERAL;
    };
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
      return operand instanceof Value.Numeric wanted
          ? comparesNumber(number.value(), wanted.value())
          : kind == EXISTS;
    }
    if (value instanceof Value.Bool bool) {
      return kind == BOOL_IS ? ((Value.Bool) operand).value() == bool.value() : kind == EXISTS;
    }
    return !(value instanceof Value.Null) && condition.decided(seen.question());
  }

  private boolean comparesVersion(String text, Seen seen) {
    Wish wish = (Wish) operand;
    int order = wish.release.orderOf(text);
    return order == Release.UNKNOWN
        ? condition.decided(seen.question())
        : (wish.orders >> (order + 1) & 1) != 0;
  }

  private boolean comparesText(String text) {
    return switch (kind) {
      case TEXT_IS -> same(text, (String) operand);
      case TEXT_IN -> isIn(text, (String[]) operand);
      case TEXT_AMONG -> ((Set<?>) operand).contains(text);
      case STARTS_WITH -> startsWith(text, (char[][]) operand);
      case ENDS_WITH -> endsWith(text, (char[][]) operand);
      case CONTAINS -> contains(text, (String[]) operand);
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

  private static boolean startsWith(String text, char[][] starts) {
    for (int i = 0; i < starts.length; i++) {
      if (hasAt(text, 0, starts[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(String text, char[][] ends) {
    for (int i = 0; i < ends.length; i++) {
      if (hasAt(text, text.length() - ends[i].length, ends[i])) {
        return true;
      }
    }
    return false;
  }

  /// From the last character on: ends of one kind, such as domains, differ there.
  private static boolean hasAt(String text, int offset, char[] part) {
    if (offset < 0 || offset + part.length > text.length()) {
      return false;
    }
    for (int i = part.length - 1; i >= 0; i--) {
      if (text.charAt(offset + i) != part[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(String text, String[] parts) {
    for (int i = 0; i < parts.length; i++) {
      if (text.indexOf(parts[i]) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean comparesNumber(double number, double wanted) {
    return switch (kind) {
      case NUMBER_IS -> number == wanted;
      case LESS_THAN -> number < wanted;
      case LESS_OR_EQUAL -> number <= wanted;
      case GREATER_THAN -> number > wanted;
      case GREATER_OR_EQUAL -> number >= wanted;
      default -> false;
    };
  }
}
