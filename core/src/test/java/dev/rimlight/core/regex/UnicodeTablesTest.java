package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final String[] CATEGORY_OF_TYPE = {
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
    "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
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
  void everyPoint_hasItsCategory() {
    Map<String, CodePoints> classes = new TreeMap<>();
    for (String name : CATEGORY_OF_TYPE) {
      if (!name.isEmpty() && !name.equals("Cn")) {
        classes.put(name, UnicodeClasses.named(name));
        classes.put(name.substring(0, 1), UnicodeClasses.named(name.substring(0, 1)));
      }
    }
    for (int point = 0; point < POINTS; point++) {
      String category = CATEGORY_OF_TYPE[Character.getType(point)];
      for (Map.Entry<String, CodePoints> entry : classes.entrySet()) {
        boolean expected = !category.equals("Cn") && category.startsWith(entry.getKey());
        if (entry.getValue().contains(point) != expected) {
          throw new AssertionError(entry.getKey() + " of " + Integer.toHexString(point));
        }
      }
    }
  }

  @Test
  void everyPoint_hasItsScript() {
    for (String name : scripts()) {
      CodePoints points = UnicodeClasses.named(name);
      Character.UnicodeScript script = Character.UnicodeScript.forName(name);
      for (int point = 0; point < POINTS; point++) {
        if (points.contains(point) != (Character.UnicodeScript.of(point) == script)) {
          throw new AssertionError(name + " of " + Integer.toHexString(point));
        }
      }
    }
  }

  @Test
  void unknownName_hasNoClass() {
    for (String name :
        new String[] {"", " ", "X", "Cn", "Lx", "l", "greek", "Runic", "Han Hangul"}) {
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
      CodePoints expected = CodePoints.of(orbit.stream().mapToInt(i -> i).toArray(), orbit.size());
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
    return """
    package dev.rimlight.core.regex;

    /// What Unicode 16 says of its code points, packed for [PackedNumbers]; written by
    /// UnicodeTablesTest, not by hand.
    final class UnicodeTables {
      /// No class has more ranges.
      static final int CATEGORY_RUNS = 4_200;

      /// Runs of one category: the category, how many points.
      static final String CATEGORIES =
    %s;

      /// Runs of one script: the script, how many points.
      static final String SCRIPTS =
    %s;

      /// Runs of pairs that differ by case: how far the first begins from the run before, twice the
      /// number of pairs plus one if they are two apart, the distance within a pair.
      static final String FOLDING =
    %s;

      private UnicodeTables() {}
    }
    """
        .formatted(lines(categories()), lines(scriptRuns()), lines(folding()));
  }

  private static String categories() {
    List<int[]> runs = new ArrayList<>();
    for (int point = 0; point < POINTS; point++) {
      extend(runs, category(point));
    }
    StringBuilder packed = new StringBuilder();
    int next;
    for (int i = 0; i < runs.size(); i = next) {
      next = i;
      while (next < runs.size() && alternates(runs, i, next)) {
        next++;
      }
      boolean turns = next - i > 2;
      next = turns ? next : i + 1;
      int first = runs.get(i)[0];
      pack(
          packed,
          turns ? first == 1 ? UnicodeClasses.UPPER_FIRST : UnicodeClasses.LOWER_FIRST : first);
      pack(packed, turns ? next - i : runs.get(i)[1]);
    }
    return packed.toString();
  }

  private static int category(int point) {
    String name = CATEGORY_OF_TYPE[Character.getType(point)];
    return name.equals("Cn") ? 0 : UnicodeClasses.CATEGORIES.indexOf(name) / 2;
  }

  private static boolean alternates(List<int[]> runs, int first, int at) {
    int category = runs.get(at)[0];
    return runs.get(at)[1] == 1
        && (category == 1 || category == 2)
        && (at == first || category != runs.get(at - 1)[0]);
  }

  private static String scriptRuns() {
    List<String> scripts = scripts();
    List<int[]> runs = new ArrayList<>();
    for (int point = 0; point < POINTS; point++) {
      String name = Character.UnicodeScript.of(point).name();
      int script = 0;
      for (int i = 0; i < scripts.size(); i++) {
        if (scripts.get(i).toUpperCase(Locale.ROOT).equals(name)) {
          script = i + 1;
        }
      }
      extend(runs, script);
    }
    StringBuilder packed = new StringBuilder();
    for (int[] run : runs) {
      pack(packed, run[0]);
      pack(packed, run[1]);
    }
    return packed.toString();
  }

  private static List<String> scripts() {
    return List.of(UnicodeClasses.SCRIPTS.trim().split(" "));
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
