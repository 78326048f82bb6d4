package dev.rimlight.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A published revision as engines hold it: the bytes, an index, and whatever has been decoded so
/// far. A flag costs nothing until it is first decided, so a snapshot of thousands of flags is
/// ready at once.
///
/// Not shared between threads while flags are still being decoded; an isolate has one.
public final class Snapshot {
  private final byte[] bytes;
  private final String environment;
  private final int revision;
  private final String routes;
  private final int flagsAt;
  private final Entry[] flags;
  private final int experimentsAt;
  private final Map<String, Experiment> experiments = new HashMap<>();
  private final int experimentCount;

  /// @param supported false when the rules use something that this engine does not know
  record Entry(Flag flag, boolean supported) {}

  private Snapshot(byte[] bytes, int headAt, int flagsAt, int experimentsAt, int routesAt) {
    this.bytes = bytes;
    ByteReader head = from(headAt);
    this.environment = head.text();
    this.revision = head.i32();
    this.flagsAt = flagsAt;
    this.flags = new Entry[tableSize(flagsAt, Limits.FLAGS)];
    this.experimentsAt = experimentsAt;
    this.experimentCount = tableSize(experimentsAt, Limits.EXPERIMENTS);
    this.routes = from(routesAt).text();
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
    int[] at = new int[SnapshotCodec.ROUTES + 1];
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
    for (int id = SnapshotCodec.HEAD; id < at.length; id++) {
      if (at[id] == 0) {
        throw new UnsupportedSnapshot("section " + id + " is missing");
      }
    }
    return new Snapshot(
        bytes,
        at[SnapshotCodec.HEAD],
        at[SnapshotCodec.FLAGS],
        at[SnapshotCodec.EXPERIMENTS],
        at[SnapshotCodec.ROUTES]);
  }

  public String environment() {
    return environment;
  }

  public int revision() {
    return revision;
  }

  /// The routes' JSON, as published.
  public String routes() {
    return routes;
  }

  public int flagCount() {
    return flags.length;
  }

  public Flag flag(int index) {
    return entry(index).flag();
  }

  /// Position of the flag, or -1.
  public int indexOf(String key) {
    int low = 0;
    int high = flags.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = keyAt(middle).compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  Entry entry(int index) {
    if (index < 0 || index >= flags.length) {
      throw new IllegalArgumentException(
          "flag == " + index + ", must be >= 0 and < " + flags.length);
    }
    Entry entry = flags[index];
    if (entry == null) {
      entry = SnapshotCodec.Reading.flag(record(flagsAt, index));
      flags[index] = entry;
    }
    return entry;
  }

  /// The key of the experiment that a rule (-1: the default) of the flag serves, or null.
  public @Nullable String experimentServedBy(int flag, int rule) {
    Flag subject = entry(flag).flag();
    Serve serve = rule < 0 ? subject.otherwise() : subject.rules().get(rule).serve();
    return serve instanceof Serve.InExperiment in ? in.experiment() : null;
  }

  @Nullable Experiment experiment(String key) {
    if (experiments.isEmpty()) {
      for (int i = 0; i < experimentCount; i++) {
        Experiment experiment = SnapshotCodec.Reading.experiment(record(experimentsAt, i));
        experiments.put(experiment.key(), experiment);
      }
    }
    return experiments.get(key);
  }

  private String keyAt(int index) {
    Entry entry = flags[index];
    return entry != null ? entry.flag().key() : record(flagsAt, index).text();
  }

  private ByteReader record(int tableAt, int index) {
    return from(tableAt + from(tableAt + 4 + 4 * index).i32());
  }

  private ByteReader from(int at) {
    return new ByteReader(bytes, at, bytes.length);
  }

  private int tableSize(int tableAt, int limit) {
    int size = from(tableAt).i32();
    if (size < 0 || size > limit) {
      throw new UnsupportedSnapshot("size of table", size);
    }
    return size;
  }
}
