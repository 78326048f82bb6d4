package dev.rimlight.core.regex;

import java.util.Optional;

/// A compiled regular expression.
///
/// Syntax and meaning are RE2's with Perl classes: unanchored search, `$` is the end of the text
/// only, `\d \s \w \b` and the POSIX classes are ASCII, `(?i)` folds by Unicode's simple case
/// mappings, and text is a row of code points, where a lone surrogate is one too. Of the Unicode
/// classes L, Lu, Ll, M, N, Nd and Any are known (docs/decisions/0006-own-regex.md).
public final class Regex {
  public static final int PATTERN_CHARS = 1_000;

  /// RE2's bound, also of the product of nested repetitions.
  public static final int REPETITIONS = 1_000;

  public static final int INSTRUCTIONS = 10_000;
  public static final int INPUT_CHARS = 10_000;

  private final String pattern;
  private final Program program;

  private Regex(String pattern, Program program) {
    this.pattern = pattern;
    this.program = program;
  }

  /// Throws [InvalidRegex] and nothing else, whatever the pattern is.
  public static Regex compile(String pattern) {
    return new Regex(pattern, new Compiler(pattern).compile());
  }

  /// A pattern that was compiled elsewhere; empty when the numbers are none of [#program].
  public static Optional<Regex> of(String pattern, int[] program) {
    return Optional.ofNullable(Program.read(program)).map(read -> new Regex(pattern, read));
  }

  /// What the pattern was compiled to, as numbers. Whoever only searches needs no compiler and no
  /// tables of letters.
  public int[] program() {
    return program.written();
  }

  /// Whether some part of `input` matches. An input longer than [#INPUT_CHARS] never does: what it
  /// would cost is not worth an answer, and a cut input would give a wrong one.
  public boolean foundIn(String input) {
    return input.length() <= INPUT_CHARS && new Search(program).finds(input);
  }

  public String pattern() {
    return pattern;
  }
}
