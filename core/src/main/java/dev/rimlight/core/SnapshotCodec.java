package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes definitions as the binary snapshot that edges carry, and reads its records back. Same
/// content, same bytes.
///
/// ```
/// "RLS1"                                      4 bytes
/// sections, each: id u8, length i32, payload   an engine skips ids that it does not know
///   1 head         environment text, revision i32
///   2 flags        count i32, offset i32 of each from the section's start, records sorted by key
///   3 experiments  the same
///   4 routes       UTF-8 JSON to the section's end
/// 0, checksum i32                             murmur3 of everything before, against accidents; forgery is the
///                                             signature's business
/// ```
///
/// A flag's record begins with what an engine needs to serve its off variant; its rules come last,
/// so that a rule which a newer engine invented costs only that flag.
public final class SnapshotCodec {
  static final int MAGIC = 'R' | ('L' << 8) | ('S' << 16) | ('1' << 24);
  static final int HEAD = 1;
  static final int FLAGS = 2;
  static final int EXPERIMENTS = 3;
  static final int ROUTES = 4;
  static final int END = 0;

  private static final int ALWAYS = 0;
  private static final int ALL = 1;
  private static final int ANY = 2;
  private static final int NOT = 3;
  private static final int COMPARE = 4;
  private static final int MATCHES = 5;
  private static final int IN_NETWORK = 6;
  private static final int OF_VERSION = 7;
  private static final int IN_TIME = 8;
  private static final int FLAG_GIVES = 9;

  private static final int FIXED = 0;
  private static final int SPLIT = 1;
  private static final int IN_EXPERIMENT = 2;

  private SnapshotCodec() {}

  public static byte[] encode(Definitions definitions) {
    ByteWriter out = new ByteWriter();
    out.i32(MAGIC);
    ByteWriter head = new ByteWriter();
    head.text(definitions.environment());
    head.i32(definitions.revision());
    section(out, HEAD, head);
    section(out, FLAGS, table(definitions.flags().stream().map(SnapshotCodec::flag).toList()));
    section(
        out,
        EXPERIMENTS,
        table(definitions.experiments().stream().map(SnapshotCodec::experiment).toList()));
    ByteWriter routes = new ByteWriter();
    routes.text(definitions.routes());
    section(out, ROUTES, routes);
    out.u8(END);
    byte[] content = out.toBytes();
    out.i32(checksum(content, content.length));
    if (out.size() > Limits.SNAPSHOT_BYTES) {
      throw new InvalidDefinition(
          "too_large",
          "",
          "size of snapshot == " + out.size() + " bytes, must be <= " + Limits.SNAPSHOT_BYTES);
    }
    return out.toBytes();
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

  private static ByteWriter flag(Flag flag) {
    ByteWriter out = new ByteWriter();
    out.text(flag.key());
    out.u8(flag.type().code());
    out.u8(flag.on() ? 1 : 0);
    out.varint(flag.variants().size());
    for (Variant variant : flag.variants()) {
      out.text(variant.key());
      value(out, variant.value());
    }
    out.varint(flag.variantIndex(flag.off()));
    out.varint(flag.rules().size());
    for (Rule rule : flag.rules()) {
      out.text(rule.id());
      condition(out, rule.when());
      serve(out, flag, rule.serve());
    }
    serve(out, flag, flag.otherwise());
    return out;
  }

  private static void value(ByteWriter out, Value value) {
    switch (value) {
      case Value.Bool b -> {
        out.u8(FlagType.BOOLEAN.code());
        out.u8(b.value() ? 1 : 0);
      }
      case Value.Text t -> {
        out.u8(FlagType.STRING.code());
        out.text(t.value());
      }
      case Value.Numeric n -> {
        out.u8(FlagType.NUMBER.code());
        out.f64(n.value());
      }
      case Value.Json j -> {
        out.u8(FlagType.JSON.code());
        out.text(j.text());
      }
      case Value.Items items -> throw new IllegalArgumentException("definitions carry no lists");
      case Value.Members members ->
          throw new IllegalArgumentException("definitions carry no objects");
    }
  }

  private static void condition(ByteWriter out, Condition condition) {
    switch (condition) {
      case Condition.Always a -> out.u8(ALWAYS);
      case Condition.All all -> conditions(out, ALL, all.parts());
      case Condition.Any any -> conditions(out, ANY, any.parts());
      case Condition.Not not -> conditions(out, NOT, List.of(not.part()));
      case Condition.Compare compare -> {
        out.u8(COMPARE);
        attribute(out, compare.attribute());
        out.u8(compare.operator().code());
        out.u8(compare.ignoreCase() ? 1 : 0);
        out.varint(compare.values().size());
        for (Value value : compare.values()) {
          value(out, value);
        }
      }
      case Condition.Matches matches -> {
        out.u8(MATCHES);
        attribute(out, matches.attribute());
        written(out, matches.patterns());
      }
      case Condition.InNetwork network -> {
        out.u8(IN_NETWORK);
        attribute(out, network.attribute());
        written(out, network.blocks());
      }
      case Condition.OfVersion version -> {
        out.u8(OF_VERSION);
        attribute(out, version.attribute());
        out.u8(version.test().code());
        out.text(version.wanted().text());
      }
      case Condition.InTime time -> {
        out.u8(IN_TIME);
        attribute(out, time.attribute());
        out.u8(time.before() ? 1 : 0);
        out.text(time.moment().text());
      }
      case Condition.FlagGives prerequisite -> {
        out.u8(FLAG_GIVES);
        out.text(prerequisite.flag());
        out.varint(prerequisite.variants().size());
        for (String variant : prerequisite.variants()) {
          out.text(variant);
        }
      }
    }
  }

  private static void attribute(ByteWriter out, Attribute attribute) {
    out.text(attribute.name());
    out.u8(attribute.elements().code());
  }

  private static <T> void written(ByteWriter out, List<Written<T>> values) {
    out.varint(values.size());
    for (Written<T> value : values) {
      out.text(value.text());
    }
  }

  private static void conditions(ByteWriter out, int tag, List<Condition> parts) {
    out.u8(tag);
    out.varint(parts.size());
    for (Condition part : parts) {
      condition(out, part);
    }
  }

  private static void serve(ByteWriter out, Flag flag, Serve serve) {
    switch (serve) {
      case Serve.Fixed fixed -> {
        out.u8(FIXED);
        out.varint(flag.variantIndex(fixed.variant()));
      }
      case Serve.Split split -> {
        out.u8(SPLIT);
        shares(out, split.shares());
      }
      case Serve.InExperiment in -> {
        out.u8(IN_EXPERIMENT);
        out.text(in.experiment());
      }
    }
  }

  private static void shares(ByteWriter out, List<Share> shares) {
    out.varint(shares.size());
    for (Share share : shares) {
      out.text(share.variant());
      out.varint(share.weight());
    }
  }

  private static ByteWriter experiment(Experiment experiment) {
    ByteWriter out = new ByteWriter();
    out.text(experiment.key());
    out.text(experiment.flag());
    out.text(experiment.control());
    shares(out, experiment.shares());
    out.varint(experiment.allocation());
    out.text(experiment.salt());
    out.u8(experiment.running() ? 1 : 0);
    return out;
  }

  static int checksum(byte[] bytes, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x01000193;
    }
    return hash;
  }

  /// The records of a snapshot, read one at a time.
  static final class Reading {
    private Reading() {}

    static Snapshot.Entry flag(ByteReader in) {
      String key = in.text();
      FlagType type = FlagType.ofCode(in.u8());
      boolean on = in.u8() != 0;
      int count = in.count();
      Variant[] variants = new Variant[count];
      for (int i = 0; i < count; i++) {
        variants[i] = new Variant(in.text(), value(in));
      }
      List<Variant> all = List.of(variants);
      String off = variantAt(all, in.varint());
      try {
        Rule[] rules = new Rule[in.count()];
        for (int i = 0; i < rules.length; i++) {
          rules[i] = new Rule(in.text(), condition(in, 1), serve(in, all));
        }
        Serve otherwise = serve(in, all);
        return new Snapshot.Entry(
            new Flag(key, type, on, all, off, List.of(rules), otherwise), true);
      } catch (UnsupportedSnapshot newer) {
        return new Snapshot.Entry(
            new Flag(key, type, on, all, off, List.of(), new Serve.Fixed(off)), false);
      }
    }

    private static String variantAt(List<Variant> variants, int index) {
      if (index < 0 || index >= variants.size()) {
        throw new UnsupportedSnapshot("variant", index);
      }
      return variants.get(index).key();
    }

    private static Value value(ByteReader in) {
      return switch (FlagType.ofCode(in.u8())) {
        case BOOLEAN -> new Value.Bool(in.u8() != 0);
        case STRING -> new Value.Text(in.text());
        case NUMBER -> new Value.Numeric(in.f64());
        case JSON -> new Value.Json(in.text());
      };
    }

    private static Condition condition(ByteReader in, int depth) {
      if (depth > Limits.CONDITION_DEPTH) {
        throw new UnsupportedSnapshot("depth of condition", depth);
      }
      int tag = in.u8();
      return switch (tag) {
        case ALWAYS -> new Condition.Always();
        case ALL -> new Condition.All(conditions(in, depth));
        case ANY -> new Condition.Any(conditions(in, depth));
        case NOT -> {
          List<Condition> parts = conditions(in, depth);
          if (parts.size() != 1) {
            throw new UnsupportedSnapshot("parts of not", parts.size());
          }
          yield new Condition.Not(parts.get(0));
        }
        case COMPARE -> {
          Attribute attribute = attribute(in);
          Operator operator = Operator.ofCode(in.u8());
          boolean ignoreCase = in.u8() != 0;
          Value[] values = new Value[in.count()];
          for (int i = 0; i < values.length; i++) {
            values[i] = value(in);
          }
          yield new Condition.Compare(attribute, operator, List.of(values), ignoreCase);
        }
        case MATCHES -> new Condition.Matches(attribute(in), written(in, Operands::pattern));
        case IN_NETWORK -> new Condition.InNetwork(attribute(in), written(in, Operands::block));
        case OF_VERSION ->
            new Condition.OfVersion(
                attribute(in), VersionTest.ofCode(in.u8()), written(in.text(), Operands::version));
        case IN_TIME ->
            new Condition.InTime(attribute(in), in.u8() != 0, written(in.text(), Operands::moment));
        case FLAG_GIVES -> {
          String flag = in.text();
          String[] variants = new String[in.count()];
          for (int i = 0; i < variants.length; i++) {
            variants[i] = in.text();
          }
          yield new Condition.FlagGives(flag, List.of(variants));
        }
        default -> throw new UnsupportedSnapshot("condition", tag);
      };
    }

    private static Attribute attribute(ByteReader in) {
      String name = in.text();
      return Attribute.parse(name, Elements.ofCode(in.u8()))
          .orElseThrow(() -> new UnsupportedSnapshot("cannot read the path " + name));
    }

    private static <T> List<Written<T>> written(
        ByteReader in, Function<String, Optional<Written<T>>> read) {
      List<Written<T>> values = new ArrayList<>();
      for (int count = in.count(); count > 0; count--) {
        values.add(written(in.text(), read));
      }
      return values;
    }

    /// What an older engine cannot read is something that a newer one invented.
    private static <T> Written<T> written(
        String text, Function<String, Optional<Written<T>>> read) {
      return read.apply(text)
          .orElseThrow(() -> new UnsupportedSnapshot("cannot read the operand " + text));
    }

    private static List<Condition> conditions(ByteReader in, int depth) {
      Condition[] parts = new Condition[in.count()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = condition(in, depth + 1);
      }
      return List.of(parts);
    }

    private static Serve serve(ByteReader in, List<Variant> variants) {
      int tag = in.u8();
      return switch (tag) {
        case FIXED -> new Serve.Fixed(variantAt(variants, in.varint()));
        case SPLIT -> new Serve.Split(shares(in));
        case IN_EXPERIMENT -> new Serve.InExperiment(in.text());
        default -> throw new UnsupportedSnapshot("serve", tag);
      };
    }

    private static List<Share> shares(ByteReader in) {
      Share[] shares = new Share[in.count()];
      int sum = 0;
      for (int i = 0; i < shares.length; i++) {
        shares[i] = new Share(in.text(), in.varint());
        sum += shares[i].weight();
      }
      if (sum != Limits.WHOLE) {
        throw new UnsupportedSnapshot("sum of weights", sum);
      }
      return List.of(shares);
    }

    static Experiment experiment(ByteReader in) {
      return new Experiment(
          in.text(), in.text(), in.text(), shares(in), in.varint(), in.text(), in.u8() != 0);
    }
  }
}
