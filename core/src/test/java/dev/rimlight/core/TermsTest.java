package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TermsTest {
  @Test
  void joinedParts_areEmptyWhenMissingOrNull() {
    Term.Constant text = new Term.Constant(new Value.Text("x"));
    Term joined =
        new Term.Joined(
            List.of(
                text,
                new Term.Constant(Value.NULL),
                Attribute.parse("none").orElseThrow(),
                new Term.Constant(new Value.Numeric(1))));
    Flag flag =
        new Flag(
            "f",
            FlagType.BOOLEAN,
            true,
            List.of(new Variant("x1", Value.TRUE)),
            null,
            List.of(new Rule("r", new Condition.Always(), new Serve.Named(joined))),
            new Serve.Nothing());
    Snapshot snapshot =
        Snapshot.open(
            SnapshotCodec.encode(new Definitions("e", 0, List.of(flag), List.of(), "[]")));
    Decision decision = Decider.decide(snapshot, KillList.NONE, new Context(null), 0, 0);
    assertThat(decision.variantKey()).isEqualTo("x1");
  }
}
