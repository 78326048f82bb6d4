package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What patterns mean. The expectations follow RE2's description of its syntax
/// (github.com/google/re2/wiki/Syntax), not this engine.
@NullUnmarked
class RegexTest {
  private static final List<Arguments> CASES = new ArrayList<>();

  static {
    of("").finds("", "a", "\n");
    of("abc").finds("abc", "xabcx").misses("", "ab", "aBc", "a\nbc");
    of("ab|cd").finds("ab", "xcd").misses("ac", "bd");
    of("a|").finds("", "b");
    of("^(|a)$").finds("", "a").misses("aa");
    of("^(a||b)$").finds("", "a", "b").misses("ab");
    of("^(foo|fo)$").finds("foo", "fo").misses("f", "fooo");
    of("^((a|b)|(c|d|e))$").finds("a", "b", "c", "d", "e").misses("", "ab", "f");
    of("()").finds("");
    of("^(?:)*$").finds("").misses("a");
    repetitions();
    anchors();
    groups();
    escapes();
    brackets();
    folding();
    unicode();
  }

  private static void repetitions() {
    of("^a*$").finds("", "aaa").misses("b", "aab");
    of("^a+$").finds("a", "aaa").misses("", "ab");
    of("^a?$").finds("", "a").misses("aa");
    of("^a*?$").finds("", "aa").misses("b");
    of("^a+?b??$").finds("a", "aab").misses("", "b", "abb");
    of("^a{2}$").finds("aa").misses("a", "aaa");
    of("^a{2,}$").finds("aa", "aaaaa").misses("a");
    of("^a{1,}$").finds("a", "aa").misses("");
    of("^a{0,}$").finds("", "aa").misses("b");
    of("^a{2,4}$").finds("aa", "aaa", "aaaa").misses("a", "aaaaa");
    of("^a{0,2}$").finds("", "a", "aa").misses("aaa");
    of("^a{2,4}?$").finds("aa", "aaaa").misses("a", "aaaaa");
    of("^a{0}b$").finds("b").misses("ab");
    of("^(ab|c){2}$").finds("abab", "abc", "cab", "cc").misses("ab", "abcc", "abb");
    of("^(?:a?){3}$").finds("", "aaa").misses("aaaa");
    of("^(a*)*$").finds("", "aaa").misses("b");
    of("^(a*)+b$").finds("b", "aab").misses("", "aa");
    of("^(a|b*)*c$").finds("c", "abbac").misses("abd");
    of("^(?:a{2}){3}$").finds("aaaaaa").misses("aaaa", "aaaaa");
    of("^a{1000}$").finds("a".repeat(1_000)).misses("a".repeat(999), "a".repeat(1_001));
    // A brace that counts nothing is a brace.
    of("^a{$").finds("a{").misses("a");
    of("^a{,2}$").finds("a{,2}").misses("", "aa");
    of("^a{01}$").finds("a{01}").misses("a");
    of("^a{1,02}$").finds("a{1,02}").misses("a");
    of("^a{ 1}$").finds("a{ 1}").misses("a");
    of("^a{x}{2}$").finds("a{x}}").misses("aa");
    of("^{$").finds("{");
    of("^x}$").finds("x}");
    of("^x]$").finds("x]");
    // Flags between an atom and its repetition change neither.
    of("^ab(?i)*$").finds("a", "abb").misses("ababb");
    of("^a*(?i)*$").finds("", "aa").misses("b");
    of("^(?:^)*a$").finds("a");
    of("\\b+a").finds("a").misses("ba");
  }

  private static void anchors() {
    of("^a").finds("ab").misses("ba", "b\na");
    of("a$").finds("ba").misses("ab", "a\n", "a\nb");
    of("(?m)^a$").finds("a", "b\na", "a\nb", "b\na\nc").misses("ba", "ab", "a\rb");
    of("(?m)\\Aa\\z").finds("a").misses("b\na", "a\nb");
    of("\\Aa\\z").finds("a").misses("a\n", "ba");
    of("^$").finds("").misses("a", "\n");
    of("(?m)^$").finds("", "\n", "a\n\nb").misses("a", "a\nb");
    of("a^b").misses("ab", "a\nb");
    of("(?m)a\n^b").finds("a\nb");
    of("^^a$$").finds("a");
    of("(^a|b)c").finds("ac", "bc", "xbc").misses("xac");
    of("^a|b").finds("a", "xb").misses("xa");
    of("\\bcat\\b").finds("cat", "a cat.", "cat-food").misses("cats", "concat", "cat_", "cat1");
    of("\\Bcat").finds("concat").misses("cat", "a cat");
    of("^\\B$").finds("");
    of("^\\b$").misses("");
    of("\\bé").misses("é", " é").finds("aé");
    of("a\\b\u00e9").finds("a\u00e9");
  }

  private static void groups() {
    of("^(?:ab)+$").finds("ab", "abab").misses("aba");
    of("^(?P<year>\\d{4})-(?<month>\\d\\d)$").finds("2026-11").misses("2026-1");
    of("^(?P<a_1>x)$").finds("x");
    of("^(?i)abc$").finds("ABC", "abc").misses("abd");
    of("^a(?i)b$").finds("ab", "aB").misses("Ab");
    of("^a(?i:b)c$").finds("abc", "aBc").misses("abC", "Abc");
    of("^(a(?i)b)c$").finds("aBc").misses("aBC", "Abc");
    of("^(?:a(?i)b|c)d$").finds("aBd", "Cd", "cd").misses("cD");
    of("^(?i)a(?-i)b$").finds("Ab").misses("AB");
    of("^(?i)a(?-i:b)C$").finds("Abc").misses("ABc");
    of("^(?is)a.b$").finds("A\nB").misses("AB");
    of("^(?i-s)a.b$").finds("AxB").misses("A\nB");
    of("^(?s-i:.)A$").finds("\nA").misses("\na");
    of("^a.b$").finds("axb", "a\rb", "a\u2028b").misses("ab", "a\nb");
    of("^(?s)a.b$").finds("axb", "a\nb").misses("ab");
    of("(?U)^a+$").finds("aa").misses("b");
    of("(?)a").finds("a");
    of("(?:)a").finds("a");
  }

  private static void escapes() {
    of("^\\d\\D$").finds("1a", "1\u0661").misses("11", "a1");
    of("^\\d$").misses("\u0661");
    of("^\\s+$").finds(" \t\n\f\r").misses("\u000b", "\u00a0", "");
    of("^\\S$").finds("a", "\u000b").misses(" ");
    of("^\\w+$").finds("aZ_09").misses("-", "\u00e9");
    of("^\\W$").finds("-", "\u00e9").misses("_");
    of("^\\a\\f\\t\\n\\r\\v$").finds("\u0007\f\t\n\r\u000b");
    of("^\\x41\\x{41}\\x{1F600}$").finds("AA\uD83D\uDE00").misses("AAA");
    of("^\\101\\0\\12$").finds("A\0\n");
    of("^\\1012$").finds("A2");
    of("^\\.\\*\\[\\]\\-\\_\\/\\^\\$\\(\\)\\{\\|\\\\$").finds(".*[]-_/^$(){|\\");
    of("^\\Qa.b*\\E$").finds("a.b*").misses("axbb");
    of("^\\Qab\\E+$").finds("abb").misses("abab");
    of("^ab\\Q\\E+$").finds("abb").misses("a");
    of("^\\Qa|b").finds("a|b").misses("a", "b");
    of("^\\Q\\\\E$").finds("\\").misses("\\E");
    of("^(?i)\\Qa.\\E$").finds("A.").misses("Ab");
  }

  private static void brackets() {
    of("^[abc]$").finds("a", "c").misses("", "d", "ab");
    of("^[^abc]$").finds("d", "\n").misses("a", "");
    of("^[a-cx-z]+$").finds("abxyz").misses("d");
    of("^[]a]+$").finds("]a").misses("b");
    of("^[^]a]$").finds("b").misses("]", "a");
    of("^[-a]+$").finds("-a");
    of("^[a-]+$").finds("-a").misses("b");
    of("^[a-c-e]+$").finds("abc-e").misses("d");
    of("^[+--]+$").finds("+,-").misses(".");
    of("^[a\\-z]+$").finds("a-z").misses("b");
    of("^[\\d_\\s]+$").finds("1_ ").misses("a");
    of("^[^\\d\\s]$").finds("a").misses("1", " ");
    of("^[\\D]$").finds("a").misses("1");
    of("^[\\w-z]+$").finds("a-z").misses("+");
    of("^[[]$").finds("[").misses("]");
    of("^[a[b]$").finds("a", "[", "b");
    of("^[a&&b]$").finds("a", "&", "b");
    of("^[.*$^]+$").finds(".*$^").misses("a");
    of("^[\\x41-\\x{43}]$").finds("B").misses("D");
    of("^[\\101]$").finds("A");
    of("^[\\n\\]]$").finds("\n", "]");
    of("^[[:alpha:]]+$").finds("abcXYZ").misses("1", "\u00e9", "");
    of("^[[:^alpha:]]$").finds("1").misses("a");
    of("^[[:alpha:][:digit:]_]+$").finds("a1_").misses("-");
    of("^[^[:space:]]$").finds("a").misses("\u000b", " ");
    of("^[[:space:]]+$").finds(" \t\n\u000b\f\r").misses("a");
    of("^[[:punct:]]+$").finds("!/:@[`{~").misses("a", " ");
    of("^[[:xdigit:]]+$").finds("09afAF").misses("g");
    of("^[[:word:]]+$").finds("aZ0_").misses("-");
    of("^[[:blank:]]+$").finds(" \t").misses("\n");
    of("^[[:cntrl:]]+$").finds("\0\u001f\u007f").misses(" ");
    of("^[[:graph:]]+$").finds("!a~").misses(" ");
    of("^[[:print:]]+$").finds(" a~").misses("\t");
    of("^[[:ascii:]]+$").finds("\0\u007f").misses("\u0080");
    of("^[[:alnum:]]+$").finds("aZ0").misses("_");
    of("^[[:lower:]]+$").finds("az").misses("A");
    of("^[[:upper:]]+$").finds("AZ").misses("a");
    of("^[[:digit:]]+$").finds("09").misses("a");
    of("^[[:a]+$").finds("[:a");
    of("^[:alpha:]+$").finds(":alph").misses("b");
    of("[^\\x00-\\x{10FFFF}]").misses("", "a", "\n");
    of("[[:^ascii:][:ascii:]]").finds("a", "\uD83D\uDE00");
  }

  private static void folding() {
    of("(?i)^straße$").finds("STRAßE", "stra\u1e9ee").misses("strasse");
    of("(?i)^k$").finds("k", "K", "\u212a").misses("j");
    of("(?i)^\u212a$").finds("k", "K");
    of("(?i)^s$").finds("s", "S", "\u017f");
    of("(?i)^i$").finds("i", "I").misses("\u0130", "\u0131");
    of("(?i)^\u0131$").finds("\u0131").misses("i", "I");
    of("(?i)^\u03c3$").finds("\u03a3", "\u03c3", "\u03c2");
    of("(?i)^[a-c]+$").finds("aBC").misses("d");
    of("(?i)^[^a]$").finds("b").misses("a", "A");
    of("(?i)^[^k]$").misses("\u212a", "K");
    of("(?i)^\\w$").finds("\u017f", "\u212a", "a");
    of("(?i)^\\W$").misses("\u017f", "\u212a").finds("\u00e9");
    of("(?i)^[[:lower:]]$").finds("a", "A");
    of("(?i)^\\p{Lu}$").finds("a", "A").misses("1");
    of("(?i)^\\P{Lu}$").finds("1").misses("a", "A");
    of("(?i)^\uD801\uDC00$").finds("\uD801\uDC28").misses("\uD801\uDC29");
    of("(?i)^[\u0430-\u044f]+$").finds("\u041f\u0420\u0418\u0432\u0435\u0442");
  }

  private static void unicode() {
    of("^.$").finds("\uD83D\uDE00", "\uD83D", "\uDE00").misses("\uD83D\uDE00\uD83D\uDE00");
    of("^\uD83D\uDE00+$").finds("\uD83D\uDE00\uD83D\uDE00").misses("\uD83D\uDE00\uDE00");
    of("^[\uD83D\uDE00-\uD83D\uDE0F]$").finds("\uD83D\uDE05").misses("\uD83D\uDE10", "\uD83D");
    of("^\\pL\\pN$").finds("\u00e91", "\u4e2d\u0661").misses("1a");
    of("^\\p{Lu}\\p{Ll}+$").finds("\u00c9t\u00e9").misses("\u00e9t\u00e9");
    of("^\\PL$").finds("1").misses("a");
    of("^\\P{^L}$").finds("a").misses("1");
    of("^\\p{^L}$").finds("1").misses("a");
    of("^[\\p{L}\\p{M} ]+$").finds("\u0939\u093f\u0928\u094d\u0926\u0940 x").misses("1");
    of("^\\p{Nd}$").finds("\u0661").misses("\u2167");
    of("^\\p{Any}$").finds("a", "\n", "\uD83D\uDE00");
  }

  @ParameterizedTest(name = "{0} {2} {1}")
  @MethodSource("cases")
  void pattern_isFoundWhereRe2FindsIt(String pattern, String input, boolean found) {
    assertThat(Regex.compile(pattern).foundIn(input)).isEqualTo(found);
  }

  static List<Arguments> cases() {
    return CASES;
  }

  private static Expectation of(String pattern) {
    return new Expectation(pattern);
  }

  private record Expectation(String pattern) {
    Expectation finds(String... inputs) {
      return expect(true, inputs);
    }

    Expectation misses(String... inputs) {
      return expect(false, inputs);
    }

    private Expectation expect(boolean found, String... inputs) {
      for (String input : inputs) {
        CASES.add(Arguments.of(pattern, input, found));
      }
      return this;
    }
  }
}
