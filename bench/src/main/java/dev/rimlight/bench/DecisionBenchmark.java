package dev.rimlight.bench;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// Time and memory of one decision, visitor after visitor.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked
public class DecisionBenchmark {
  static final int FLAGS = 50;
  private static final int FLAGS_OF_A_VISIT = 10;

  @Param({"rimlight", "launchdarkly", "unleash", "flagd"})
  public String engine;

  private Engine opened;
  private int visitors;
  private int visitor;
  private int fiveRules;

  @Setup
  public void open() {
    Workload workload = Workload.of(FLAGS);
    opened = Engine.open(engine, workload);
    visitors = workload.visitors().size();
    fiveRules = workload.indexOf(Workload.FIVE_RULES);
  }

  @TearDown
  public void close() {
    opened.close();
  }

  @Benchmark
  public Object fiveRules() {
    return opened.decide(next(), fiveRules);
  }

  @Benchmark
  @OperationsPerInvocation(FLAGS)
  public void fiftyFlags(Blackhole blackhole) {
    int of = next();
    for (int flag = 0; flag < FLAGS; flag++) {
      blackhole.consume(opened.decide(of, flag));
    }
  }

  /// A context made and ten flags decided, the cost of each decision.
  @Benchmark
  @OperationsPerInvocation(FLAGS_OF_A_VISIT)
  public void newVisitors(Blackhole blackhole) {
    int of = next();
    opened.renew(of);
    for (int flag = 0; flag < FLAGS_OF_A_VISIT; flag++) {
      blackhole.consume(opened.decide(of, flag));
    }
  }

  private int next() {
    visitor = visitor + 1 == visitors ? 0 : visitor + 1;
    return visitor;
  }
}
