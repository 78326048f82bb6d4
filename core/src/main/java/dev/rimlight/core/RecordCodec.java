package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of a snapshot's tables as bytes. Each begins with its key.
///
/// A flag's record begins with what an engine needs to serve its off variant; its rules come last,
/// so that a rule which a newer engine invented costs only that flag.
final class RecordCodec {
  private static final int FIXED = 0;
  private static final int SPLIT = 1;
  private static final int IN_EXPERIMENT = 2;
  private static final int NAMED = 3;
  private static final int NOTHING = 4;
  private static final int BROKEN = 5;

  private static final int RUNNING = 1;
  private static final int STARTS = 2;
  private static final int STOPS = 4;
  private static final int IN_LAYER = 8;
  private static final int STICKS = 16;
  private static final int KNOWN = 31;

  private RecordCodec() {}

  static ByteWriter write(Flag flag, boolean chained) {
    ByteWriter out = new ByteWriter();
    out.text(flag.key());
    out.u8(flag.type().code());
    out.bool(flag.on());
    ConditionCodec.list(
        out,
        flag.variants(),
        (o, variant) -> {
          o.text(variant.key());
          ValueCodec.write(o, variant.value());
        });
    out.varint(flag.variantIndex(flag.off()) + 1);
    out.bool(chained);
    ConditionCodec.list(
        out,
        flag.rules(),
        (o, rule) -> {
          o.text(rule.id());
          ConditionCodec.write(o, rule.when());
          write(o, flag, rule.serve());
        });
    write(out, flag, flag.otherwise());
    return out;
  }

  private static void write(ByteWriter out, Flag flag, Serve serve) {
    switch (serve) {
      case Serve.Fixed fixed -> {
        out.u8(FIXED);
        out.varint(flag.variantIndex(fixed.variant()));
      }
      case Serve.Split split -> {
        out.u8(SPLIT);
        ConditionCodec.write(out, split.by());
        ConditionCodec.list(
            out,
            split.shares(),
            (o, share) -> {
              o.varint(flag.variantIndex(share.variant()));
              o.varint(share.weight());
            });
      }
      case Serve.InExperiment in -> {
        out.u8(IN_EXPERIMENT);
        out.text(in.experiment());
      }
      case Serve.Named named -> {
        out.u8(NAMED);
        ConditionCodec.write(out, named.name());
      }
      case Serve.Nothing nothing -> out.u8(NOTHING);
      case Serve.Broken broken -> {
        out.u8(BROKEN);
        out.text(broken.error());
      }
    }
  }

  /// Whatever stands behind the key, there is an entry: one that is not supported serves its off
  /// variant, or leaves the caller's own default where not even that can be read.
  static Snapshot.Entry flag(ByteReader in, Snapshot snapshot) {
    String key = in.text();
    FlagType type = FlagType.JSON;
    boolean on = true;
    List<Variant> variants = new ArrayList<>();
    String off = null;
    try {
      type = FlagType.ofCode(in.u8());
      on = in.bool();
      for (int count = in.count(); count > 0; count--) {
        variants.add(new Variant(in.text(), ValueCodec.read(in)));
      }
      int offIndex = in.varint() - 1;
      off = offIndex == -1 ? null : variantAt(variants, offIndex);
      boolean chained = in.bool();
      List<Rule> rules = new ArrayList<>();
      for (int count = in.count(); count > 0; count--) {
        rules.add(new Rule(in.text(), ConditionCodec.condition(in), serve(in, variants)));
      }
      Flag flag = new Flag(key, type, on, variants, off, rules, serve(in, variants));
      return Snapshot.Entry.of(flag, chained, snapshot);
    } catch (UnsupportedSnapshot newer) {
      Flag flag = new Flag(key, type, on, variants, off, List.of(), new Serve.Nothing());
      return Snapshot.Entry.unsupported(flag);
    }
  }

  private static String variantAt(List<Variant> variants, int index) {
    if (index < 0 || index >= variants.size()) {
      throw new UnsupportedSnapshot("variant", index);
    }
    return variants.get(index).key();
  }

  private static Serve serve(ByteReader in, List<Variant> variants) {
    int tag = in.u8();
    return switch (tag) {
      case FIXED -> new Serve.Fixed(variantAt(variants, in.varint()));
      case SPLIT -> {
        Bucketing by = ConditionCodec.bucketing(in, 1);
        List<Share> shares = new ArrayList<>();
        for (int count = in.count(); count > 0; count--) {
          shares.add(new Share(variantAt(variants, in.varint()), in.varint()));
        }
        if (shares.isEmpty()) {
          throw new UnsupportedSnapshot("shares", 0);
        }
        yield new Serve.Split(by, shares);
      }
      case IN_EXPERIMENT -> new Serve.InExperiment(in.text());
      case NAMED -> new Serve.Named(ConditionCodec.term(in, 1));
      case NOTHING -> new Serve.Nothing();
      case BROKEN -> new Serve.Broken(in.text());
      default -> throw new UnsupportedSnapshot("serve", tag);
    };
  }

  static ByteWriter write(Needs.Need need) {
    ByteWriter out = new ByteWriter();
    ConditionCodec.list(out, new ArrayList<>(need.attributes()), ByteWriter::text);
    ConditionCodec.list(out, new ArrayList<>(need.listed()), ByteWriter::text);
    return out;
  }

  static ByteWriter write(Experiment experiment, Flag flag) {
    ByteWriter out = new ByteWriter();
    Long start = experiment.startMillis();
    Long stop = experiment.stopMillis();
    String layer = experiment.layer();
    Experiment.Sticky sticky = experiment.sticky();
    out.text(experiment.key());
    out.varint(
        (experiment.running() ? RUNNING : 0)
            | (start == null ? 0 : STARTS)
            | (stop == null ? 0 : STOPS)
            | (layer == null ? 0 : IN_LAYER)
            | (sticky == null ? 0 : STICKS));
    out.text(experiment.flag());
    out.text(experiment.control());
    ConditionCodec.write(out, experiment.by());
    ConditionCodec.list(
        out,
        experiment.arms(),
        (o, arm) -> {
          o.varint(flag.variantIndex(arm.variant()) + 1);
          ConditionCodec.write(o, arm.range());
        });
    out.varint(experiment.allocation());
    ConditionCodec.write(out, experiment.audience());
    ConditionCodec.list(out, experiment.holdouts(), ByteWriter::text);
    if (layer != null) {
      out.text(layer);
      ConditionCodec.list(out, experiment.slots(), ConditionCodec::write);
    }
    if (sticky != null) {
      out.i32(sticky.version());
      out.i32(sticky.minVersion());
    }
    if (start != null) {
      out.i64(start);
    }
    if (stop != null) {
      out.i64(stop);
    }
    return out;
  }

  /// @param variants those of the experiment's flag
  static Experiment experiment(ByteReader in, List<Variant> variants) {
    String key = in.text();
    int parts = in.varint();
    if ((parts & ~KNOWN) != 0) {
      throw new UnsupportedSnapshot("parts of experiment", parts);
    }
    String flag = in.text();
    String control = in.text();
    Bucketing by = ConditionCodec.bucketing(in, 1);
    List<Arm> arms = new ArrayList<>();
    for (int count = in.count(); count > 0; count--) {
      arms.add(arm(in, variants));
    }
    int allocation = in.varint();
    Condition audience = ConditionCodec.condition(in);
    List<String> holdouts = ConditionCodec.texts(in);
    String layer = (parts & IN_LAYER) == 0 ? null : in.text();
    List<Range> slots = layer == null ? List.of() : ConditionCodec.ranges(in);
    Experiment.Sticky sticky =
        (parts & STICKS) == 0 ? null : new Experiment.Sticky(in.i32(), in.i32());
    Long start = (parts & STARTS) == 0 ? null : in.i64();
    Long stop = (parts & STOPS) == 0 ? null : in.i64();
    return new Experiment(
        key,
        flag,
        control,
        by,
        arms,
        allocation,
        audience,
        layer,
        slots,
        holdouts,
        sticky,
        (parts & RUNNING) != 0,
        start,
        stop);
  }

  private static Arm arm(ByteReader in, List<Variant> variants) {
    int variant = in.varint();
    return new Arm(
        variant == 0 ? null : variantAt(variants, variant - 1), ConditionCodec.range(in));
  }

  static ByteWriter write(Segment segment) {
    ByteWriter out = new ByteWriter();
    Condition when = segment.when();
    out.text(segment.key());
    out.bool(when != null);
    if (when != null) {
      ConditionCodec.write(out, when);
    }
    return out;
  }

  static Segment segment(ByteReader in) {
    return new Segment(in.text(), in.bool() ? ConditionCodec.condition(in) : null);
  }

  static ByteWriter write(Layer layer) {
    ByteWriter out = new ByteWriter();
    out.text(layer.key());
    unit(out, layer.unit());
    return out;
  }

  static Layer layer(ByteReader in) {
    return new Layer(in.text(), unit(in));
  }

  static ByteWriter write(Holdout holdout) {
    ByteWriter out = new ByteWriter();
    out.text(holdout.key());
    out.varint(holdout.share());
    unit(out, holdout.unit());
    return out;
  }

  static Holdout holdout(ByteReader in) {
    return new Holdout(in.text(), in.varint(), unit(in));
  }

  private static void unit(ByteWriter out, @Nullable Term unit) {
    out.bool(unit != null);
    if (unit != null) {
      ConditionCodec.write(out, unit);
    }
  }

  private static @Nullable Term unit(ByteReader in) {
    return in.bool() ? ConditionCodec.term(in, 1) : null;
  }
}
