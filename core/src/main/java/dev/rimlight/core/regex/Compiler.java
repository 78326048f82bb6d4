package dev.rimlight.core.regex;

/// Turns a pattern into a program, from left to right, without a tree and without recursion: the
/// instructions of the last atom stand at the end of the program, where a repetition or an
/// alternative finds them.
///
/// Reference: github.com/google/re2/wiki/Syntax.
final class Compiler {
  private static final int FOLD = 1;
  private static final int MULTILINE = 2;
  private static final int DOT_ALL = 4;

  private static final int UNBOUNDED = -1;
  private static final int NONE = -1;

  private final PatternText text;
  private final Program program = new Program();
  private int flags;
  private Group group = new Group(null, 0, 0, 0);

  /// Each group's name so far, between `<` and `>`.
  private String names = "";

  /// Where the instructions of the last atom begin, or `NONE` where nothing can be repeated.
  private int atom = NONE;

  /// How many times the innermost part of the last atom is repeated at most.
  private int atomReach;

  /// Whether the last atom is a repetition: `a**` and `a+?+` have no meaning.
  private boolean repeated;

  Compiler(String pattern) {
    this.text = new PatternText(pattern);
  }

  Program compile() {
    if (text.length() > Regex.PATTERN_CHARS) {
      throw text.error(
          Regex.PATTERN_CHARS, text.length() + " characters, must be <= " + Regex.PATTERN_CHARS);
    }
    while (!text.ended()) {
      int start = text.position();
      compile(start, text.next());
      requireRoom(start, program.length());
    }
    if (group.outer != null) {
      throw text.error(group.position, "( without )");
    }
    settle();
    program.add(Program.MATCH, 0, 0);
    return program;
  }

  private void compile(int start, int point) {
    switch (point) {
      case '(' -> open(start);
      case ')' -> close(start);
      case '|' -> alternate();
      case '*' -> repeat(start, 0, UNBOUNDED);
      case '+' -> repeat(start, 1, UNBOUNDED);
      case '?' -> repeat(start, 0, 1);
      case '{' -> repeatCounted(start);
      case '^' -> require(has(MULTILINE) ? Program.BEGIN_LINE : Program.BEGIN_TEXT);
      case '$' -> require(has(MULTILINE) ? Program.END_LINE : Program.END_TEXT);
      case '.' -> take(has(DOT_ALL) ? CodePoints.ALL : CodePoints.range('\n', '\n').inverted());
      case '[' -> take(new Bracket(text, has(FOLD)).read(start));
      case '\\' -> escape(start);
      default -> take(point);
    }
  }

  private void escape(int start) {
    switch (text.peek()) {
      case 'A' -> requireEscaped(Program.BEGIN_TEXT);
      case 'z' -> requireEscaped(Program.END_TEXT);
      case 'b' -> requireEscaped(Program.WORD_BOUNDARY);
      case 'B' -> requireEscaped(Program.NO_WORD_BOUNDARY);
      case 'Q' -> quote();
      default -> {
        CodePoints named = text.namedEscape(start, has(FOLD));
        if (named == null) {
          take(text.escaped(start));
        } else {
          take(named);
        }
      }
    }
  }

  private void quote() {
    text.next();
    while (!text.ended() && !text.take("\\E")) {
      take(text.next());
    }
  }

  private void take(int point) {
    if (has(FOLD)) {
      take(Folding.of(CodePoints.range(point, point)));
    } else {
      beginAtom();
      program.add(Program.RANGE, point, point);
    }
  }

  private void take(CodePoints points) {
    beginAtom();
    program.add(points);
  }

  private void requireEscaped(int condition) {
    text.next();
    require(condition);
  }

  private void require(int condition) {
    beginAtom();
    program.add(Program.ASSERT, condition, 0);
  }

  private void beginAtom() {
    atom = program.length();
    atomReach = 1;
    repeated = false;
  }

  private void open(int start) {
    if (text.take("?P<") || (text.peekAt(2) != '=' && text.peekAt(2) != '!' && text.take("?<"))) {
      readName(start);
      enter(start, flags);
    } else if (text.take("?")) {
      readFlags(start);
    } else {
      enter(start, flags);
    }
  }

  private void readName(int start) {
    int first = text.position();
    while (Classes.WORD.contains(text.peek())) {
      text.next();
    }
    if (text.position() == first || !text.take(">")) {
      throw text.error(start, "a group's name is letters, digits and _, then >");
    }
    String name = '<' + text.since(first);
    if (names.indexOf(name) >= 0) {
      throw text.error(start, "two groups of one name");
    }
    names += name;
  }

  /// `(?flags)` holds to the end of the enclosing group, `(?flags:...)` for a group of its own.
  private void readFlags(int start) {
    int on = readLetters();
    int off = 0;
    if (text.take("-")) {
      int first = text.position();
      off = readLetters();
      if (text.position() == first) {
        throw text.error(start, "no flag after -");
      }
    }
    int changed = (flags | on) & ~off;
    if (text.take(":")) {
      enter(start, changed);
    } else if (text.take(")")) {
      flags = changed;
      repeated = false;
    } else {
      throw text.error(start, unsupportedGroup(text.peek()));
    }
  }

  private int readLetters() {
    int read = 0;
    while (text.peek() == 'i' || text.peek() == 'm' || text.peek() == 's' || text.peek() == 'U') {
      read |= flag(text.next());
    }
    return read;
  }

  private static int flag(int letter) {
    return switch (letter) {
      case 'i' -> FOLD;
      case 'm' -> MULTILINE;
      case 's' -> DOT_ALL;
      default -> 0;
    };
  }

  private static String unsupportedGroup(int letter) {
    return switch (letter) {
      case '=', '!', '<' -> "look-around is not supported";
      case '>' -> "atomic groups are not supported";
      default -> "unknown kind of group";
    };
  }

  private void enter(int start, int inside) {
    group = new Group(group, program.length(), flags, start);
    flags = inside;
    atom = NONE;
  }

  private void close(int start) {
    Group outer = group.outer;
    if (outer == null) {
      throw text.error(start, ") without (");
    }
    settle();
    atom = group.start;
    atomReach = group.reach;
    repeated = false;
    outer.reach = Math.max(outer.reach, group.reach);
    flags = group.flags;
    group = outer;
  }

  private void alternate() {
    int[] branch = program.cut(group.branch);
    program.add(Program.SPLIT, 1, Program.length(branch) + 2);
    program.paste(branch);
    program.add(Program.JUMP, group.lastJump, 0);
    group.lastJump = program.length() - 1;
    group.branch = program.length();
    atom = NONE;
  }

  /// Lets the branches of the group end here. Until then each jump holds the place of the one
  /// before it.
  private void settle() {
    int jump = group.lastJump;
    while (jump != NONE) {
      int before = program.x(jump);
      program.redirect(jump, program.length() - jump);
      jump = before;
    }
  }

  /// `{` that begins no repetition stands for itself.
  private void repeatCounted(int start) {
    int after = text.position();
    int least = text.number();
    int most = least;
    if (text.take(",")) {
      most = text.peek() == '}' ? UNBOUNDED : text.number();
    }
    if (least == PatternText.NO_NUMBER || most == PatternText.NO_NUMBER || !text.take("}")) {
      text.moveTo(after);
      take('{');
      return;
    }
    if (Math.max(least, most) > Regex.REPETITIONS || (most != UNBOUNDED && most < least)) {
      throw text.error(
          start, "counts of {n,m} must be >= 0 and <= " + Regex.REPETITIONS + ", and n <= m");
    }
    repeat(start, least, most);
  }

  private void repeat(int start, int least, int most) {
    if (atom == NONE) {
      throw text.error(start, "nothing to repeat");
    }
    if (repeated) {
      throw text.error(start, "a repetition of a repetition needs a group");
    }
    text.take("?");
    int copies = Math.max(least, most);
    atomReach *= Math.max(copies, 1);
    if (atomReach > Regex.REPETITIONS) {
      throw text.error(
          start,
          "nested repetitions multiply to " + atomReach + ", must be <= " + Regex.REPETITIONS);
    }
    group.reach = Math.max(group.reach, atomReach);
    int[] body = program.cut(atom);
    requireRoom(start, atom + written(Program.length(body), least, most));
    write(body, least, most);
    repeated = true;
  }

  /// How many instructions `write` adds.
  private static int written(int size, int least, int most) {
    if (most == UNBOUNDED) {
      return least == 0 ? size + 2 : least * size + 1;
    }
    return most * size + (most - least);
  }

  private void write(int[] body, int least, int most) {
    int size = Program.length(body);
    for (int i = 0; i < least; i++) {
      program.paste(body);
    }
    if (most == UNBOUNDED && least > 0) {
      program.add(Program.SPLIT, -size, 1);
    } else if (most == UNBOUNDED) {
      program.add(Program.SPLIT, 1, size + 2);
      program.paste(body);
      program.add(Program.JUMP, -size - 1, 0);
    }
    for (int i = least; i < most; i++) {
      program.add(Program.SPLIT, 1, (most - i) * (size + 1));
      program.paste(body);
    }
  }

  private void requireRoom(int start, int instructions) {
    if (instructions >= Regex.INSTRUCTIONS) {
      throw text.error(
          start, "more than " + Regex.INSTRUCTIONS + " instructions, repeat less or shorten");
    }
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
