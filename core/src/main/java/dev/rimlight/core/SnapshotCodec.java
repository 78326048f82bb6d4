package dev.rimlight.core;

import dev.rimlight.core.hash.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes definitions as the binary snapshot that edges carry. Same content, same bytes.
///
/// ```
/// "RLS2"                                      4 bytes
/// sections, each: id u8, length i32, payload   an engine skips ids that it does not know
///   1 head         environment text, revision i32, content text: see contentId
///   2 flags        count i32, offset i32 of each from the section's start, records sorted by key
///   3 experiments  the same
///   4 routes       UTF-8 JSON to the section's end
///   5 needs        of each flag the attributes and the caller's segments; as flags, in their order
///   6 segments     as flags; a section of no records is left out, and so are the next
///   7 layers
///   8 holdouts
/// 0, checksum i32                             FNV-1a of everything before, against accidents; forgery is the
///                                             signature's business
/// ```
public final class SnapshotCodec {
  static final int MAGIC = 'R' | ('L' << 8) | ('S' << 16) | ('2' << 24);
  static final int HEAD = 1;
  static final int FLAGS = 2;
  static final int EXPERIMENTS = 3;
  static final int ROUTES = 4;
  static final int NEEDS = 5;
  static final int SEGMENTS = 6;
  static final int LAYERS = 7;
  static final int HOLDOUTS = 8;
  static final int SECTIONS = 9;
  static final int END = 0;

  private static final String HEX = "0123456789abcdef";

  private SnapshotCodec() {}

  public static byte[] encode(Definitions definitions) {
    ByteWriter out = new ByteWriter();
    out.i32(MAGIC);
    ByteWriter head = new ByteWriter();
    head.text(definitions.environment());
    head.i32(definitions.revision());
    ByteWriter content = content(definitions);
    head.text(hex(content));
    section(out, HEAD, head);
    out.raw(content.toBytes(), content.size());
    out.u8(END);
    byte[] whole = out.toBytes();
    out.i32(checksum(whole, whole.length));
    if (out.size() > Limits.SNAPSHOT_BYTES) {
      throw new InvalidDefinition(
          "too_large",
          "",
          "size of snapshot == " + out.size() + " bytes, must be <= " + Limits.SNAPSHOT_BYTES);
    }
    return out.toBytes();
  }

  /// SHA-256 of everything but environment and revision, as hex: two revisions with the same
  /// content have the same.
  public static String contentId(Definitions definitions) {
    return hex(content(definitions));
  }

  private static String hex(ByteWriter content) {
    Hash hash = Hash.sha256().bytes(content.toBytes());
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < hash.words(); i++) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        id.append(HEX.charAt((hash.word(i) >>> shift) & 0xF));
      }
    }
    return id.toString();
  }

  private static ByteWriter content(Definitions definitions) {
    ByteWriter out = new ByteWriter();
    Map<String, Flag> flags = new HashMap<>();
    for (Flag flag : definitions.flags()) {
      flags.put(flag.key(), flag);
    }
    Needs needs = new Needs(definitions);
    List<ByteWriter> records = new ArrayList<>();
    List<ByteWriter> needRecords = new ArrayList<>();
    for (Flag flag : definitions.flags()) {
      Needs.Need need = needs.of(flag.key());
      records.add(RecordCodec.write(flag, need.chained()));
      needRecords.add(RecordCodec.write(need));
    }
    section(out, FLAGS, table(records));
    section(
        out,
        EXPERIMENTS,
        table(
            definitions.experiments().stream()
                .map(experiment -> RecordCodec.write(experiment, flagOf(experiment, flags)))
                .toList()));
    ByteWriter routes = new ByteWriter();
    routes.text(definitions.routes());
    section(out, ROUTES, routes);
    section(out, NEEDS, table(needRecords));
    optional(out, SEGMENTS, definitions.segments().stream().map(RecordCodec::write).toList());
    optional(out, LAYERS, definitions.layers().stream().map(RecordCodec::write).toList());
    optional(out, HOLDOUTS, definitions.holdouts().stream().map(RecordCodec::write).toList());
    return out;
  }

  private static Flag flagOf(Experiment experiment, Map<String, Flag> flags) {
    Flag flag = flags.get(experiment.flag());
    if (flag == null) {
      throw new InvalidDefinition(
          "unknown_flag",
          "/experiments/" + experiment.key() + "/flag",
          "experiment "
              + experiment.key()
              + " is about flag "
              + experiment.flag()
              + ", which does not exist");
    }
    return flag;
  }

  private static void optional(ByteWriter out, int id, List<ByteWriter> records) {
    if (!records.isEmpty()) {
      section(out, id, table(records));
    }
  }

  private static void section(ByteWriter out, int id, ByteWriter payload) {
    out.u8(id);
    out.i32(payload.size());
    out.raw(payload.toBytes(), payload.size());
  }

  private static ByteWriter table(List<ByteWriter> records) {
    ByteWriter out = new ByteWriter();
    out.i32(records.size());
    int offset = 4 + 4 * records.size();
    for (ByteWriter record : records) {
      out.i32(offset);
      offset += record.size();
    }
    for (ByteWriter record : records) {
      out.raw(record.toBytes(), record.size());
    }
    return out;
  }

  static int checksum(byte[] bytes, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x01000193;
    }
    return hash;
  }
}
