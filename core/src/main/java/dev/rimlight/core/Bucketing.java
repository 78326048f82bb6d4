package dev.rimlight.core;

import dev.rimlight.core.hash.Hash;
import org.jspecify.annotations.Nullable;

/// A bucketing profile: puts a unit into one of so many equal buckets, the same on every runtime
/// and for ever.
///
/// The hash is taken over `before`, the unit and `after` in UTF-8. Its leading `bits` become a
/// bucket without a modulo, `hash * buckets >> bits`, or with one. The standard profile is murmur3
/// over salt, 0x1F and unit, scaled to 100,000 buckets, whose sizes differ by at most one part in
/// 42,949. Vectors: spec/vectors/bucketing.json.
///
/// @param seed of murmur3; the other hashes have none
/// @param unit what is bucketed; null is the visitor's id
/// @param twice whether the decimal text of the first hash is hashed again
/// @param bits how many leading bits of the hash count, 1 to 32 or, of a digest, to 60
/// @param buckets 1 to 2^31 - 1
/// @param modulo whether the remainder is taken instead of scaling
/// @param absentFirst whether a unit that is absent lies in bucket 0; else it lies in none
public record Bucketing(
    Hash.Kind hash,
    int seed,
    String before,
    @Nullable Term unit,
    String after,
    boolean twice,
    int bits,
    int buckets,
    boolean modulo,
    boolean absentFirst) {
  /// Which variant a unit gets.
  public static final int VARIANT_SEED = 0;

  /// Whether a unit takes part; another seed, so that raising an allocation does not favour a
  /// variant.
  public static final int ALLOCATION_SEED = 1;

  /// Keeps salt "a" and unit "bc" apart from salt "ab" and unit "c".
  private static final char SEPARATOR = 0x1F;

  private static final int LOW_BITS = 30;

  static final int ABSENT = -1;

  /// The standard profile.
  public static Bucketing standard(int seed, String salt, @Nullable Term unit) {
    return new Bucketing(
        Hash.Kind.MURMUR3, seed, salt + SEPARATOR, unit, "", false, 32, Limits.WHOLE, false, false);
  }

  /// The same units in another number of buckets.
  public Bucketing into(int buckets) {
    return new Bucketing(
        hash, seed, before, unit, after, twice, bits, buckets, modulo, absentFirst);
  }

  /// The standard profile over the same input with the seed for taking part.
  Bucketing forAllocation() {
    return new Bucketing(
        Hash.Kind.MURMUR3,
        ALLOCATION_SEED,
        before,
        unit,
        after,
        false,
        32,
        Limits.WHOLE,
        false,
        absentFirst);
  }

  /// The bucket of the question's unit, [#ABSENT] when it has none.
  int bucket(Question question) {
    String text = unitText(question);
    return text == null ? ABSENT : bucket(text);
  }

  /// The bucket that counts: an absent unit's is 0 or none, as the profile says. The trace is told.
  int lot(Question question) {
    int bucket = bucket(question);
    if (question.trace() != null) {
      question.trace().sawBucket(bucket);
    }
    return bucket == ABSENT && absentFirst ? 0 : bucket;
  }

  /// The unit as it is hashed; null when it is absent, which a text without characters is too.
  @Nullable String unitText(Question question) {
    if (unit == null) {
      String visitor = question.context().unit();
      return visitor == null || visitor.isEmpty() ? null : visitor;
    }
    Value value = unit.value(question);
    boolean scalar =
        value instanceof Value.Text
            || value instanceof Value.Numeric
            || value instanceof Value.Bool;
    String text = value != null && scalar ? value.text() : "";
    return text.isEmpty() ? null : text;
  }

  /// 0 to `buckets` - 1.
  public int bucket(String unit) {
    long number = leadingBits(unit);
    if (modulo) {
      return (int) (number % buckets);
    }
    if (bits <= 32) {
      return (int) ((number * buckets) >>> bits);
    }
    long high = number >>> LOW_BITS;
    long low = number & ((1L << LOW_BITS) - 1);
    return (int) ((high * buckets + (low * buckets >>> LOW_BITS)) >>> (bits - LOW_BITS));
  }

  /// Unsigned.
  long leadingBits(String unit) {
    long number = Hash.of(hash, seed).text(before).text(unit).text(after).leadingBits(bits);
    return twice ? Hash.of(hash, seed).text(Long.toString(number)).leadingBits(bits) : number;
  }
}
