package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Flags that need flags: dangling names, cycles and long chains are refused where definitions are
/// checked.
class PrerequisitesTest {
  @Test
  void unknownFlag_isRefused() {
    assertThat(fault(List.of(flag("a", "z", "on"))))
        .hasMessage("flag a needs flag z, which does not exist");
  }

  @Test
  void unknownVariant_isRefused() {
    assertThat(fault(List.of(flag("a", "b", "blue"), free("b"))))
        .hasMessage("flag a needs variant blue, which flag b does not have");
  }

  @Test
  void noVariants_areRefused() {
    assertThat(
            catchThrowableOfType(
                InvalidDefinition.class,
                () -> read("a", "\"when\":{\"flag\":\"b\",\"variants\":[]},")))
        .hasMessage("length of /rules/0/when/variants == 0, must be >= 1");
  }

  @Test
  void cycle_isRefusedWithItsPath() {
    assertThat(fault(List.of(flag("a", "b", "on"), flag("b", "c", "on"), flag("c", "b", "on"))))
        .hasMessage("flags need one another: b -> c -> b");
    assertThat(fault(List.of(flag("a", "a", "on")))).hasMessage("flags need one another: a -> a");
  }

  @Test
  void longestChain_isDecidedToItsEnd() {
    Snapshot snapshot = Snapshot.open(SnapshotCodec.encode(definitions(chain(16))));
    int first = snapshot.indexOf("f00");
    assertThat(Decider.decide(snapshot, KillList.NONE, new Context("v"), first, 0).describe())
        .startsWith("on RULE");
    assertThat(
            Decider.decide(snapshot, new KillList(List.of("f16")), new Context("v"), first, 0)
                .describe())
        .startsWith("off DEFAULT");
  }

  @Test
  void longerChain_isRefusedFromEitherEnd() {
    List<Flag> chain = chain(Limits.PREREQUISITE_DEPTH + 1);
    assertThat(fault(chain))
        .hasMessageStartingWith("chain of prerequisites is too long, must be <= 16: f00 -> f01");
    List<Flag> reversed = new ArrayList<>();
    for (int i = 0; i <= 17; i++) {
      reversed.add(i == 0 ? free("g00") : flag(key('g', i), key('g', i - 1), "on"));
    }
    assertThat(fault(reversed))
        .hasMessage("chain of prerequisites is too long, must be <= 16: g17");
  }

  private static List<Flag> chain(int depth) {
    List<Flag> flags = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      flags.add(flag(key('f', i), key('f', i + 1), "on"));
    }
    flags.add(free(key('f', depth)));
    return flags;
  }

  private static String key(char letter, int number) {
    return letter + (number < 10 ? "0" : "") + number;
  }

  private static Flag free(String key) {
    return read(key, "");
  }

  private static Flag flag(String key, String needed, String variant) {
    return read(key, "\"when\":{\"flag\":\"" + needed + "\",\"variants\":[\"" + variant + "\"]},");
  }

  private static Flag read(String key, String when) {
    String document =
        """
        {"key":"%s","type":"boolean","on":true,"off":"off","default":{"variant":"off"},
         "variants":[{"key":"on","value":true},{"key":"off","value":false}],
         "rules":[{"id":"r",%s"serve":{"variant":"on"}}]}
        """
            .formatted(key, when);
    return DefinitionsJson.readFlag(Vectors.json(document));
  }

  private static Definitions definitions(List<Flag> flags) {
    return new Definitions("x", 1, flags, List.of(), "[]");
  }

  private static InvalidDefinition fault(List<Flag> flags) {
    return catchThrowableOfType(InvalidDefinition.class, () -> definitions(flags).checked());
  }
}
