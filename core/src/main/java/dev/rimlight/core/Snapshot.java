package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A published revision as engines hold it: the bytes, an index, and whatever has been decoded so
/// far. A flag costs nothing until it is first decided, so a snapshot of thousands of flags is
/// ready at once.
///
/// Not shared between threads while flags are still being decoded; an isolate has one.
public final class Snapshot {
  private final String environment;
  private final int revision;
  private final String contentId;
  private final String routes;
  private final Table flags;
  private final Table experiments;
  private final Table segments;
  private final Table layers;
  private final Table holdouts;
  private final Table needs;
  private final @Nullable Entry[] entries;
  private final @Nullable Plan[] plans;

  /// Every attribute that a plan asks for has a slot, in the order in which plans are made.
  private final Map<String, Integer> slotOf = new HashMap<>();

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Segment> decodedSegments = new HashMap<>();

  /// A decoded flag.
  ///
  /// @param supported false when it uses something that this engine does not know
  /// @param chained whether it needs other flags or segments
  /// @param enrolments of the default and then of each rule; null where it serves no experiment, or
  ///   one that is not there
  record Entry(
      Flag flag, boolean supported, boolean chained, List<@Nullable Enrolment> enrolments) {
    static Entry of(Flag flag, boolean chained, Snapshot snapshot) {
      List<@Nullable Enrolment> enrolments = new ArrayList<>();
      enrolments.add(snapshot.enrolment(flag, flag.otherwise()));
      for (Rule rule : flag.rules()) {
        enrolments.add(snapshot.enrolment(flag, rule.serve()));
      }
      return new Entry(flag, true, chained, enrolments);
    }

    static Entry unsupported(Flag flag) {
      return new Entry(flag, false, false, List.of());
    }

    /// @param rule -1: the default
    @Nullable Enrolment enrolment(int rule) {
      return enrolments.get(rule + 1);
    }
  }

  private Snapshot(byte[] bytes, int[] at) {
    ByteReader head = new ByteReader(bytes, at[SnapshotCodec.HEAD], bytes.length);
    this.environment = head.text();
    this.revision = head.i32();
    this.contentId = head.text();
    this.flags = new Table(bytes, at[SnapshotCodec.FLAGS], Limits.FLAGS);
    this.entries = new Entry[flags.size()];
    this.plans = new Plan[flags.size()];
    this.experiments = new Table(bytes, at[SnapshotCodec.EXPERIMENTS], Limits.EXPERIMENTS);
    this.segments = new Table(bytes, at[SnapshotCodec.SEGMENTS], Limits.SEGMENTS);
    this.layers = new Table(bytes, at[SnapshotCodec.LAYERS], Limits.LAYERS);
    this.holdouts = new Table(bytes, at[SnapshotCodec.HOLDOUTS], Limits.HOLDOUTS);
    this.needs = new Table(bytes, at[SnapshotCodec.NEEDS], Limits.FLAGS);
    this.routes = new ByteReader(bytes, at[SnapshotCodec.ROUTES], bytes.length).text();
  }

  /// Indexes the bytes; throws [UnsupportedSnapshot] when they are no snapshot, damaged, or of a
  /// newer format.
  public static Snapshot open(byte[] bytes) {
    if (bytes.length > Limits.SNAPSHOT_BYTES) {
      throw new UnsupportedSnapshot("size", bytes.length);
    }
    ByteReader in = new ByteReader(bytes, 0, bytes.length);
    int magic = in.i32();
    if (magic != SnapshotCodec.MAGIC) {
      throw new UnsupportedSnapshot("magic", magic);
    }
    int[] at = new int[SnapshotCodec.SECTIONS];
    for (int id = in.u8(); id != SnapshotCodec.END; id = in.u8()) {
      int length = in.i32();
      if (id < at.length) {
        at[id] = in.at();
      }
      in.slice(length);
    }
    int content = in.at();
    int stated = in.i32();
    if (!in.atEnd() || stated != SnapshotCodec.checksum(bytes, content)) {
      throw new UnsupportedSnapshot("the checksum does not match");
    }
    for (int id = SnapshotCodec.HEAD; id <= SnapshotCodec.NEEDS; id++) {
      if (at[id] == 0) {
        throw new UnsupportedSnapshot("section " + id + " is missing");
      }
    }
    return new Snapshot(bytes, at);
  }

  public String environment() {
    return environment;
  }

  public int revision() {
    return revision;
  }

  /// What the snapshot says of its content: see [SnapshotCodec#contentId].
  public String contentId() {
    return contentId;
  }

  /// The routes' JSON, as published.
  public String routes() {
    return routes;
  }

  public int flagCount() {
    return entries.length;
  }

  public Flag flag(int index) {
    return entry(index).flag();
  }

  /// Position of the flag, or -1.
  public int indexOf(String key) {
    Integer known = positions.get(key);
    if (known != null) {
      return known;
    }
    int found = flags.indexOf(key);
    if (found >= 0) {
      positions.put(key, found);
    }
    return found;
  }

  Entry entry(int index) {
    if (index < 0 || index >= entries.length) {
      throw new IllegalArgumentException(
          "flag == " + index + ", must be >= 0 and < " + entries.length);
    }
    Entry entry = entries[index];
    if (entry == null) {
      entry = RecordCodec.flag(flags.record(index), this);
      entries[index] = entry;
    }
    return entry;
  }

  Plan plan(int index) {
    if (index >= 0 && index < plans.length) {
      Plan plan = plans[index];
      if (plan != null) {
        return plan;
      }
    }
    Plan plan = new Plan(this, entry(index));
    plans[index] = plan;
    return plan;
  }

  int slot(String attribute) {
    Integer known = slotOf.get(attribute);
    if (known != null) {
      return known;
    }
    slotOf.put(attribute, names.size());
    names.add(attribute);
    return names.size() - 1;
  }

  int slots() {
    return names.size();
  }

  String nameOf(int slot) {
    return names.get(slot);
  }

  /// The key of the experiment that a rule (-1: the default) of the flag serves, or null.
  public @Nullable String experimentServedBy(int flag, int rule) {
    Enrolment enrolment = entry(flag).enrolment(rule);
    return enrolment == null ? null : enrolment.experiment().key();
  }

  /// The version under which assignments of the experiment that a rule (-1: the default) of the
  /// flag serves are kept; -1 when none are kept.
  public int stickyVersion(int flag, int rule) {
    Enrolment enrolment = entry(flag).enrolment(rule);
    Experiment.Sticky sticky = enrolment == null ? null : enrolment.experiment().sticky();
    return sticky == null ? -1 : sticky.version();
  }

  /// The names that the paths of the flag's rules begin with, and of everything that it needs: what
  /// a context must bring along.
  public List<String> attributes(int flag) {
    return ConditionCodec.texts(needs.record(flag));
  }

  /// The segments that the flag asks for, itself or by way of others, and of which the caller keeps
  /// the lists.
  public List<String> listedSegments(int flag) {
    ByteReader need = needs.record(flag);
    ConditionCodec.texts(need);
    return ConditionCodec.texts(need);
  }

  private @Nullable Enrolment enrolment(Flag flag, Serve serve) {
    if (!(serve instanceof Serve.InExperiment in)) {
      return null;
    }
    int index = experiments.indexOf(in.experiment());
    if (index < 0) {
      return null;
    }
    Experiment experiment = RecordCodec.experiment(experiments.record(index), flag.variants());
    List<Holdout> kept = new ArrayList<>();
    for (String key : experiment.holdouts()) {
      kept.add(RecordCodec.holdout(recordOf(holdouts, key)));
    }
    String layer = experiment.layer();
    return Enrolment.of(
        experiment,
        kept,
        layer == null ? List.of() : List.of(RecordCodec.layer(recordOf(layers, layer))));
  }

  private static ByteReader recordOf(Table table, String key) {
    int index = table.indexOf(key);
    if (index < 0) {
      throw new UnsupportedSnapshot("there is no " + key);
    }
    return table.record(index);
  }

  /// The segment's condition; null when the caller keeps its list or nobody knows the segment.
  @Nullable Condition segment(String key) {
    Segment known = decodedSegments.get(key);
    if (known == null) {
      int index = segments.indexOf(key);
      known = index < 0 ? new Segment(key, null) : RecordCodec.segment(segments.record(index));
      decodedSegments.put(key, known);
    }
    return known.when();
  }

  /// Everything, decoded: what people wrote, as far as engines are told of it.
  public Definitions definitions() {
    List<Flag> allFlags = new ArrayList<>();
    List<Experiment> allExperiments = new ArrayList<>();
    for (int i = 0; i < entries.length; i++) {
      if (!entry(i).supported()) {
        throw new UnsupportedSnapshot("flag " + flag(i).key() + " is of a newer format");
      }
      allFlags.add(flag(i));
    }
    for (int i = 0; i < experiments.size(); i++) {
      ByteReader record = experiments.record(i);
      record.text();
      record.varint();
      Flag flag = flag(indexOf(record.text()));
      allExperiments.add(RecordCodec.experiment(experiments.record(i), flag.variants()));
    }
    return new Definitions(
        environment,
        revision,
        allFlags,
        allExperiments,
        all(segments, RecordCodec::segment),
        all(layers, RecordCodec::layer),
        all(holdouts, RecordCodec::holdout),
        routes);
  }

  private static <T> List<T> all(Table table, Function<ByteReader, T> read) {
    List<T> records = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      records.add(read.apply(table.record(i)));
    }
    return records;
  }
}
