package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.engine.Engine;
import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Decisions;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Question;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Answers jobs. The engine is asked in rounds, each for the lines of as many jobs as there is room
/// for, because a Worker is far away.
public final class Evaluation {
  public static final int OK = 0;
  public static final int UNREADABLE = 1;
  public static final int WRONG_ARGUMENTS = 2;

  /// Lines that wait for decisions.
  private static final int ROUND = 4_000;

  private final Engine engine;
  private final long nowMillis;
  private final Consumer<String> complaints;
  private final List<Waiting> round = new ArrayList<>();
  private final List<Answers> finished = new ArrayList<>();
  private int status = OK;

  /// @param nowMillis the clock of cases that have none
  /// @param complaints takes a sentence for people about what went wrong
  public Evaluation(Engine engine, long nowMillis, Consumer<String> complaints) {
    this.engine = engine;
    this.nowMillis = nowMillis;
    this.complaints = complaints;
  }

  /// Answers every job of a file of jobs that can be answered, and gives the highest status.
  public int runAll(String name, byte[] jobs) {
    List<byte[]> lines;
    try {
      lines = Lines.of(name, jobs, InputLimits.JOBS);
    } catch (UnusableFile e) {
      fail(UNREADABLE, String.valueOf(e.getMessage()));
      return status;
    }
    for (int i = 0; i < lines.size(); i++) {
      String where = name + " line " + (i + 1) + ": ";
      try {
        put(JobLine.read(lines.get(i)), where);
      } catch (WrongArguments e) {
        fail(WRONG_ARGUMENTS, where + e.getMessage());
      }
    }
    ask();
    return status;
  }

  int run(Job job) {
    put(job, "");
    ask();
    return status;
  }

  /// A job that fails leaves what the command alone would leave: no answers.
  private void put(Job job, String where) {
    Answers answers = new Answers(job.output(), new ByteArrayOutputStream());
    try {
      Sheet sheet = job.sheet(nowMillis, complaints);
      List<byte[]> lines = job.lines();
      for (int i = 0; i < lines.size(); i++) {
        round.add(new Waiting(sheet.inquiry(lines.get(i), i + 1), answers));
        if (round.size() >= ROUND) {
          ask();
        }
      }
    } catch (UnusableFile e) {
      fail(UNREADABLE, where + e.getMessage());
    } catch (WrongArguments e) {
      fail(WRONG_ARGUMENTS, where + e.getMessage());
    }
    finished.add(answers);
  }

  private void ask() {
    List<Question> questions = new ArrayList<>();
    for (Waiting waiting : round) {
      questions.addAll(waiting.inquiry().questions());
    }
    List<DecisionLine> lines = questions.isEmpty() ? List.of() : engine.decide(questions);
    int from = 0;
    for (Waiting waiting : round) {
      int to = from + waiting.flagCount();
      waiting.answer(lines.subList(from, to));
      from = to;
    }
    round.clear();
    for (Answers answers : finished) {
      try {
        answers.output().write(answers.bytes().toByteArray());
      } catch (UnusableFile e) {
        fail(UNREADABLE, String.valueOf(e.getMessage()));
      }
    }
    finished.clear();
  }

  private void fail(int code, String message) {
    status = Math.max(status, code);
    complaints.accept(message);
  }

  private record Answers(Job.Output output, ByteArrayOutputStream bytes) {}

  private record Waiting(Inquiry<String> inquiry, Answers answers) {
    int flagCount() {
      return inquiry.questions().stream().mapToInt(question -> question.flags().size()).sum();
    }

    void answer(List<DecisionLine> lines) {
      String line = inquiry.answer().apply(new Decisions(inquiry.questions(), lines));
      answers.bytes().writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
