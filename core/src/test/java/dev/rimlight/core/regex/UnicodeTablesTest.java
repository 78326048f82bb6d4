package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The committed tables are what the JDK's own Unicode data gives, and what is read back from them
/// agrees with the JDK for every code point. `-Drimlight.regenerate` writes them anew.
@NullUnmarked
class UnicodeTablesTest {
  private static final int JDK_OF_UNICODE_16 = 25;
  private static final int POINTS = 0x110000;

  /// By the value of Character.getType: the class of two letters if it has a name here, else of
  /// one; nothing for what is neither letter, mark nor number.
  private static final String[] KIND_OF_TYPE = {
    "", "Lu", "Ll", "L", "L", "L", "M", "M", "M", "Nd", "N", "N", "", "", "", "", "", "", "", "",
    "", "", "", "", "", "", "", "", "", "", ""
  };

  /// The dotted and the dotless i fold with nothing: Unicode leaves them to Turkish rules.
  private static final Set<Integer> TURKISH = Set.of(0x130, 0x131);

  @BeforeAll
  static void unicodeVersion_isTheTables() {
    Assumptions.assumeTrue(
        Runtime.version().feature() == JDK_OF_UNICODE_16,
        "the tables are of Unicode 16, which is JDK " + JDK_OF_UNICODE_16);
  }

  @Test
  void tables_areTheCommittedOnes() throws IOException {
    Path file =
        Path.of(System.getProperty("rimlight.root", ".."))
            .resolve("core/src/main/java/dev/rimlight/core/regex/UnicodeTables.java");
    String source = source();
    if (System.getProperty("rimlight.regenerate") != null) {
      Files.writeString(file, source);
    }
    assertThat(source).isEqualTo(Files.readString(file));
  }

  @Test
  void everyPoint_hasItsClasses() {
    for (String name : new String[] {"L", "Lu", "Ll", "M", "N", "Nd"}) {
      CodePoints points = UnicodeClasses.named(name);
      for (int point = 0; point < POINTS; point++) {
        boolean expected = KIND_OF_TYPE[Character.getType(point)].startsWith(name);
        if (points.contains(point) != expected) {
          throw new AssertionError(name + " of " + Integer.toHexString(point));
        }
      }
    }
  }

  @Test
  void unknownName_hasNoClass() {
    for (String name : new String[] {"", " ", "X", "C", "Cn", "S", "L ", "l", "Greek", "LuLl"}) {
      assertThat(UnicodeClasses.named(name)).as(name).isNull();
    }
    assertThat(UnicodeClasses.named("Any").contains(CodePoints.LAST)).isTrue();
  }

  @Test
  void everyPoint_foldsToItsOrbit() {
    Map<Integer, NavigableSet<Integer>> orbits = orbits();
    assertThat(orbits.get((int) 'k')).containsExactly((int) 'K', (int) 'k', 0x212A);
    assertThat(orbits.get((int) 's')).containsExactly((int) 'S', (int) 's', 0x17F);
    for (int point = 0; point < POINTS; point += point < 0x20000 ? 1 : 97) {
      CodePoints folded = Folding.of(CodePoints.range(point, point));
      NavigableSet<Integer> orbit = orbits.getOrDefault(point, new TreeSet<>(Set.of(point)));
      CodePoints expected = CodePoints.NONE;
      for (int member : orbit) {
        expected = expected.or(CodePoints.range(member, member));
      }
      assertThat(covers(folded, expected) && covers(expected, folded))
          .as(Integer.toHexString(point))
          .isTrue();
    }
  }

  @Test
  void setOfAllPoints_foldsToItself() {
    assertThat(covers(Folding.of(CodePoints.ALL), CodePoints.ALL)).isTrue();
  }

  private static boolean covers(CodePoints whole, CodePoints part) {
    return !whole.or(part.inverted()).inverted().touches(0, CodePoints.LAST);
  }

  private static String source() {
    StringBuilder kinds = new StringBuilder();
    StringBuilder lengths = new StringBuilder();
    packClasses(kinds, lengths);
    return """
    package dev.rimlight.core.regex;

    /// What Unicode 16 says of its code points, packed for [PackedNumbers]; written by
    /// UnicodeTablesTest, not by hand.
    final class UnicodeTables {
      /// No class has more ranges.
      static final int RANGES = 1_500;

      /// The kinds of all code points in their order, run by run.
      static final String KINDS =
    %s;

      /// How long each run is.
      static final String LENGTHS =
    %s;

      /// Runs of pairs that differ by case: how far the first begins from the run before, twice the
      /// number of pairs plus one if they are two apart, the distance within a pair.
      static final String FOLDING =
    %s;

      private UnicodeTables() {}
    }
    """
        .formatted(lines(kinds.toString()), lines(lengths.toString()), lines(folding()));
  }

  private static void packClasses(StringBuilder kinds, StringBuilder lengths) {
    List<int[]> runs = new ArrayList<>();
    for (int point = 0; point < POINTS; point++) {
      extend(runs, kind(point));
    }
    int next;
    for (int i = 0; i < runs.size(); i = next) {
      next = i;
      while (next < runs.size() && alternates(runs, i, next)) {
        next++;
      }
      boolean turns = next - i > 2;
      next = turns ? next : i + 1;
      int first = runs.get(i)[0];
      int turning = first == 1 ? UnicodeClasses.UPPER_FIRST : UnicodeClasses.LOWER_FIRST;
      pack(kinds, turns ? turning : first);
      pack(lengths, turns ? next - i : runs.get(i)[1]);
    }
  }

  private static int kind(int point) {
    String name = KIND_OF_TYPE[Character.getType(point)];
    return name.isEmpty() ? 0 : UnicodeClasses.KINDS.indexOf((name + " ").substring(0, 2)) / 2;
  }

  private static boolean alternates(List<int[]> runs, int first, int at) {
    int kind = runs.get(at)[0];
    return runs.get(at)[1] == 1
        && (kind == 1 || kind == 2)
        && (at == first || kind != runs.get(at - 1)[0]);
  }

  private static void extend(List<int[]> runs, int kind) {
    if (runs.isEmpty() || runs.getLast()[0] != kind) {
      runs.add(new int[] {kind, 0});
    }
    runs.getLast()[1]++;
  }

  private static String folding() {
    TreeSet<Long> pairs = new TreeSet<>();
    orbits()
        .forEach((point, orbit) -> {
          for (int other : orbit.tailSet(point, false)) {
            pairs.add((long) point << 32 | (other - point));
          }
        });
    StringBuilder packed = new StringBuilder();
    int before = 0;
    while (!pairs.isEmpty()) {
      int first = (int) (pairs.first() >> 32);
      int distance = (int) (long) pairs.first();
      int dense = following(pairs, first, distance, 1);
      int sparse = following(pairs, first, distance, 2);
      int stride = sparse > dense ? 2 : 1;
      int count = Math.max(sparse, dense);
      for (int i = 0; i < count; i++) {
        pairs.remove((long) (first + i * stride) << 32 | distance);
      }
      pack(packed, first - before);
      pack(packed, 2 * count + stride - 1);
      pack(packed, distance);
      before = first;
    }
    return packed.toString();
  }

  private static int following(Set<Long> pairs, int first, int distance, int stride) {
    int count = 0;
    while (pairs.contains((long) (first + count * stride) << 32 | distance)) {
      count++;
    }
    return count;
  }

  /// All points that simple mappings to upper, lower or title case connect.
  private static Map<Integer, NavigableSet<Integer>> orbits() {
    Map<Integer, NavigableSet<Integer>> orbits = new TreeMap<>();
    for (int point = 0; point < POINTS; point++) {
      for (int other :
          new int[] {
            Character.toLowerCase(point), Character.toUpperCase(point), Character.toTitleCase(point)
          }) {
        if (other != point && !TURKISH.contains(point) && !TURKISH.contains(other)) {
          NavigableSet<Integer> joined = new TreeSet<>(Set.of(point, other));
          joined.addAll(orbits.getOrDefault(point, joined));
          joined.addAll(orbits.getOrDefault(other, joined));
          joined.forEach(member -> orbits.put(member, joined));
        }
      }
    }
    return orbits;
  }

  private static void pack(StringBuilder packed, int number) {
    int rest = number;
    while (rest >= PackedNumbers.LAST_DIGITS) {
      digit(packed, PackedNumbers.LAST_DIGITS + rest % PackedNumbers.FORMER_DIGITS);
      rest /= PackedNumbers.FORMER_DIGITS;
    }
    digit(packed, rest);
  }

  private static void digit(StringBuilder packed, int digit) {
    int letter = PackedNumbers.FIRST_DIGIT + digit;
    packed.append((char) (letter < '\\' ? letter : letter + 1));
  }

  private static String lines(String packed) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < packed.length(); i += 80) {
      String line = packed.substring(i, Math.min(i + 80, packed.length()));
      lines.add((i == 0 ? "      " : "          + ") + '"' + line + '"');
    }
    return String.join("\n", lines);
  }
}
