package dev.rimlight.core;

import dev.rimlight.core.hash.AsciiWords;
import dev.rimlight.core.hash.Hash;
import dev.rimlight.core.hash.SaltedMurmur3;
import org.jspecify.annotations.Nullable;

/// A bucketing profile of visitors made ready: murmur3, scaled, with its salt hashed already.
final class Buckets {
  /// A hash times so many buckets is exact as a double; as a long it would cost more in JavaScript.
  private static final int MOST = 1 << 21;

  private final Bucketing by;
  private final SaltedMurmur3 salted;

  private Buckets(Bucketing by) {
    this.by = by;
    this.salted = new SaltedMurmur3(by.seed(), by.before());
  }

  /// Null for a profile of another kind.
  static @Nullable Buckets of(Bucketing by) {
    boolean ready =
        by.hash() == Hash.Kind.MURMUR3
            && by.unit() == null
            && by.after().isEmpty()
            && !by.twice()
            && by.bits() == 32
            && !by.modulo()
            && !by.absentFirst()
            && by.buckets() <= MOST
            && SaltedMurmur3.takes(by.before());
    return ready ? new Buckets(by) : null;
  }

  /// [Bucketing#ABSENT] when there is no visitor's id.
  int of(Context context) {
    String unit = context.unit();
    if (unit == null || unit.isEmpty()) {
      return Bucketing.ABSENT;
    }
    AsciiWords words = context.unitWords();
    if (words == null) {
      return by.bucket(unit);
    }
    int hash = salted.hash(words);
    double unsigned = hash >= 0 ? hash : hash + 0x1p32;
    return (int) (unsigned * by.buckets() * 0x1p-32);
  }
}
