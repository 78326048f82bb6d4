package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The binary snapshot: reads back what was written, has one form, and is refused when damaged.
class SnapshotTest {
  private final Map<String, Object> document =
      Vectors.object(Vectors.read("decisions.json").get("definitions"));
  private final Definitions definitions = Vectors.definitions(document);
  private final byte[] bytes = SnapshotCodec.encode(definitions);

  @Test
  void open_readsBackWhatWasWritten() {
    Snapshot snapshot = Snapshot.open(bytes);
    assertThat(snapshot.environment()).isEqualTo("vectors");
    assertThat(snapshot.revision()).isEqualTo(7);
    assertThat(snapshot.routes()).isEqualTo("[]");
    assertThat(snapshot.flagCount()).isEqualTo(definitions.flags().size());
    for (Flag flag : definitions.flags()) {
      assertThat(snapshot.flag(snapshot.indexOf(flag.key()))).isEqualTo(flag);
    }
    assertThat(snapshot.definitions()).isEqualTo(definitions);
    assertThat(snapshot.indexOf("no-such-flag")).isEqualTo(-1);
  }

  @Test
  void encode_givesTheSameBytesWhateverTheOrder() {
    List<Flag> flags = new ArrayList<>(definitions.flags());
    Collections.reverse(flags);
    List<Experiment> experiments = new ArrayList<>(definitions.experiments());
    Collections.reverse(experiments);
    assertThat(SnapshotCodec.encode(new Definitions("vectors", 7, flags, experiments, "[]")))
        .isEqualTo(bytes);
  }

  @Test
  void contentId_isOfTheContentAlone() {
    Definitions later =
        new Definitions("other", 9, definitions.flags(), definitions.experiments(), "[]");
    assertThat(SnapshotCodec.contentId(later)).isEqualTo(SnapshotCodec.contentId(definitions));
    assertThat(Snapshot.open(bytes).contentId())
        .isEqualTo(SnapshotCodec.contentId(definitions))
        .matches("[0-9a-f]{64}");
    Definitions routed =
        new Definitions("vectors", 7, definitions.flags(), definitions.experiments(), "[1]");
    assertThat(SnapshotCodec.contentId(routed)).isNotEqualTo(SnapshotCodec.contentId(definitions));
  }

  @Test
  void open_refusesEveryFlippedByte() {
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x20;
      assertThatThrownBy(() -> Snapshot.open(damaged))
          .as("byte %d flipped", i)
          .isInstanceOf(UnsupportedSnapshot.class);
    }
  }

  @Test
  void open_refusesEveryTruncation() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Snapshot.open(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(UnsupportedSnapshot.class);
    }
  }

  @Test
  void open_skipsSectionsThatItDoesNotKnow() {
    byte[] extended = Arrays.copyOf(bytes, bytes.length + 8);
    int end = bytes.length - 5;
    extended[end] = 99;
    extended[end + 1] = 3;
    extended[end + 2] = 0;
    extended[end + 3] = 0;
    extended[end + 4] = 0;
    extended[end + 8] = SnapshotCodec.END;
    sign(extended);
    assertThat(Snapshot.open(extended).flagCount()).isEqualTo(definitions.flags().size());
  }

  @Test
  void unknownOperator_costsOnlyItsFlag() {
    Flag flag =
        DefinitionsJson.readFlag(
            Vectors.json(
                """
                {"key":"new","type":"string","on":true,"off":"a","default":{"variant":"b"},
                 "variants":[{"key":"a","value":"A"},{"key":"b","value":"B"}],
                 "rules":[{"id":"r","when":{"attribute":"zzz","operator":"exists"},"serve":{"variant":"b"}}]}
                """));
    List<Flag> flags = new ArrayList<>(definitions.flags());
    flags.add(flag);
    byte[] newer =
        SnapshotCodec.encode(new Definitions("vectors", 8, flags, definitions.experiments(), "[]"));
    int operator = indexOf(newer, new byte[] {3, 'z', 'z', 'z', 0, 0, 0, 0}) + 8;
    assertThat(newer[operator]).isEqualTo((byte) Operator.EXISTS.code());
    newer[operator] = 77;
    sign(newer);

    Snapshot snapshot = Snapshot.open(newer);
    Context context = new Context("v1").with("zzz", new Value.Bool(true));
    assertThat(
            Decider.decide(snapshot, KillList.NONE, context, snapshot.indexOf("new"), 0).describe())
        .isEqualTo("a UNSUPPORTED rule=- experiment=- bucket=-");
    assertThat(
            Decider.decide(snapshot, KillList.NONE, context, snapshot.indexOf("plain"), 0)
                .describe())
        .isEqualTo("yes DEFAULT rule=- experiment=- bucket=-");
  }

  /// Not even the off variant can be read: the caller's own default, and the others are not
  /// touched.
  @Test
  void unknownType_costsOnlyItsFlag() {
    byte[] newer = bytes.clone();
    int type = indexOf(newer, new byte[] {5, 'l', 'o', 'g', 'i', 'c'}) + 6;
    assertThat(newer[type]).isEqualTo((byte) FlagType.BOOLEAN.code());
    newer[type] = 77;
    sign(newer);
    assertThat(decided(newer, "logic")).isEqualTo("- UNSUPPORTED rule=- experiment=- bucket=-");
    assertThat(decided(newer, "plain")).isEqualTo("yes DEFAULT rule=- experiment=- bucket=-");
  }

  @Test
  void unreadableSegment_costsOnlyWhoAsksForIt() {
    Map<String, Object> document =
        Vectors.json(
            """
            {"segments":[{"key":"s","when":{"attribute":"zzz","operator":"exists"}}],
             "flags":[{"key":"f","type":"boolean","on":true,"off":"a","default":{"variant":"a"},
               "variants":[{"key":"a","value":true}],
               "rules":[{"id":"r","when":{"segment":"s"},"serve":{"variant":"a"}}]}]}
            """);
    byte[] newer = SnapshotCodec.encode(DefinitionsJson.read(document).checked());
    int operator = indexOf(newer, new byte[] {3, 'z', 'z', 'z', 0, 0, 0, 0}) + 8;
    newer[operator] = 77;
    sign(newer);
    assertThat(decided(newer, "f"))
        .isEqualTo("- ERROR rule=r experiment=- bucket=- error=UNSUPPORTED_SEGMENT");
  }

  private static String decided(byte[] bytes, String flag) {
    Snapshot snapshot = Snapshot.open(bytes);
    return Decider.decide(snapshot, KillList.NONE, new Context("v1"), snapshot.indexOf(flag), 0)
        .describe();
  }

  private static void sign(byte[] snapshot) {
    int checksum = SnapshotCodec.checksum(snapshot, snapshot.length - 4);
    for (int i = 0; i < 4; i++) {
      snapshot[snapshot.length - 4 + i] = (byte) (checksum >>> (8 * i));
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
