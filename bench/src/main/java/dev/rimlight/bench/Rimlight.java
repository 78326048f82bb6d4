package dev.rimlight.bench;

import dev.rimlight.core.Context;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Decision;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.Value;
import java.util.List;

/// Ours, as a JVM service uses it. Flags are asked by their position, as the Worker does.
final class Rimlight implements Engine {
  static final long NOW_MILLIS = 1_795_500_000_000L;

  private final Snapshot snapshot;
  private final List<Visitor> visitors;
  private final Context[] contexts;

  Rimlight(Workload workload) {
    this.snapshot = Snapshot.open(workload.snapshot());
    this.visitors = workload.visitors();
    this.contexts = workload.visitors().stream().map(Rimlight::context).toArray(Context[]::new);
  }

  private static Context context(Visitor visitor) {
    return new Context(visitor.unit())
        .with("country", new Value.Text(visitor.country()))
        .with("appVersion", new Value.Text(visitor.appVersion()))
        .with("plan", new Value.Text(visitor.plan()))
        .with("email", new Value.Text(visitor.email()))
        .with("device", new Value.Text(visitor.device()))
        .with("orders", new Value.Numeric(visitor.orders()));
  }

  @Override
  public Decision decide(int visitor, int flag) {
    return Decider.decide(snapshot, KillList.NONE, contexts[visitor], flag, NOW_MILLIS);
  }

  @Override
  public void renew(int visitor) {
    contexts[visitor] = context(visitors.get(visitor));
  }

  @Override
  public String variant(Object answer) {
    return ((Decision) answer).variantKey();
  }

  @Override
  public void close() {}
}
