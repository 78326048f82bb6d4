package dev.rimlight.core.regex;

/// One run of a program over one text.
///
/// All ways through the program advance together, one code point at a time; two ways that meet at
/// an instruction are one from there on. The work is bounded by the length of the text times the
/// length of the program, whatever the pattern. Reference: K. Thompson, Regular Expression Search
/// Algorithm, CACM 11 (1968); R. Cox, Regular Expression Matching: the Virtual Machine Approach.
final class Search {
  private static final int NOTHING = -1;

  private final Program program;

  /// The instructions that wait for a code point.
  private int[] waiting;

  private int[] awakened;
  private int waitingCount;

  /// The round in which an instruction was reached last: each is reached once per round.
  private final int[] reached;

  private int round;

  private final int[] pending;
  private int pendingCount;

  /// The conditions that hold between the previous code point and the next.
  private int holding;

  private int steps;

  Search(Program program) {
    this.program = program;
    this.waiting = new int[program.length()];
    this.awakened = new int[program.length()];
    this.reached = new int[program.length()];
    this.pending = new int[program.length()];
  }

  boolean finds(String text) {
    int next = pointAt(text, 0);
    begin(NOTHING, next);
    if (matchesFrom(0)) {
      return true;
    }
    boolean anchored = program.operation(0) == Program.ASSERT && program.x(0) == Program.BEGIN_TEXT;
    int at = 0;
    while (next != NOTHING && !(anchored && waitingCount == 0)) {
      int point = next;
      at += Character.charCount(point);
      next = pointAt(text, at);
      begin(point, next);
      if (matchesAfter(point) || (!anchored && matchesFrom(0))) {
        return true;
      }
    }
    return false;
  }

  /// How many instructions were looked at.
  int steps() {
    return steps;
  }

  private void begin(int previous, int next) {
    round++;
    holding =
        (previous == NOTHING ? Program.BEGIN_TEXT | Program.BEGIN_LINE : 0)
            | (next == NOTHING ? Program.END_TEXT | Program.END_LINE : 0)
            | (previous == '\n' ? Program.BEGIN_LINE : 0)
            | (next == '\n' ? Program.END_LINE : 0)
            | (inWord(previous) == inWord(next) ? Program.NO_WORD_BOUNDARY : Program.WORD_BOUNDARY);
  }

  private boolean matchesAfter(int point) {
    int[] asleep = waiting;
    int count = waitingCount;
    waiting = awakened;
    awakened = asleep;
    waitingCount = 0;
    for (int i = 0; i < count; i++) {
      steps++;
      if (program.takes(asleep[i], point) && matchesFrom(asleep[i] + 1)) {
        return true;
      }
    }
    return false;
  }

  /// Follows every way from `start` that takes no code point.
  private boolean matchesFrom(int start) {
    reach(start);
    while (pendingCount > 0) {
      int at = pending[--pendingCount];
      steps++;
      switch (program.operation(at)) {
        case Program.MATCH -> {
          return true;
        }
        case Program.JUMP -> reach(at + program.x(at));
        case Program.SPLIT -> {
          reach(at + program.y(at));
          reach(at + program.x(at));
        }
        case Program.ASSERT -> {
          if ((program.x(at) & holding) != 0) {
            reach(at + 1);
          }
        }
        default -> waiting[waitingCount++] = at;
      }
    }
    return false;
  }

  private void reach(int at) {
    if (reached[at] != round) {
      reached[at] = round;
      pending[pendingCount++] = at;
    }
  }

  private static int pointAt(String text, int at) {
    return at < text.length() ? text.codePointAt(at) : NOTHING;
  }

  private static boolean inWord(int point) {
    return (point >= 'a' && point <= 'z')
        || (point >= 'A' && point <= 'Z')
        || (point >= '0' && point <= '9')
        || point == '_';
  }
}
