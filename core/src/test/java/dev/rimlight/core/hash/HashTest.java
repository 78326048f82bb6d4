package dev.rimlight.core.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The five hashes against the examples of their standards, and against a second road: the JDK's
/// digests, and FNV-1a and murmur3 written once more from their definitions.
@NullUnmarked
class HashTest {
  private static final int SAMPLES = 2_000;

  /// FIPS 180-4 examples, RFC 1321 section A.5, RFC 9923 appendix.
  @ParameterizedTest
  @CsvSource({
    "sha1, '', da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "sha1, abc, a9993e364706816aba3e25717850c26c9cd0d89d",
    "sha1, abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
        + " 84983e441c3bd26ebaae4aa1f95129e5e54670f1",
    "sha256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha256, abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
        + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    "md5, '', d41d8cd98f00b204e9800998ecf8427e",
    "md5, a, 0cc175b9c0f1b6a831c399e269772661",
    "md5, message digest, f96b697d7cb7938d525a2f31aaf161d0",
    "md5, 12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
        + " 57edf4a22be3c955ac49da2e2107b67a",
    "fnv1a32, '', 811c9dc5",
    "fnv1a32, a, e40c292c",
    "fnv1a32, foobar, bf9cf968",
    "murmur3, '', 00000000"
  })
  void publishedExample_hashesAsPublished(String name, String text, String hex) {
    assertThat(hex(begin(name).text(text))).isEqualTo(hex);
  }

  @Test
  void millionLetters_hashAsPublished() {
    String million = "a".repeat(1_000_000);
    assertThat(hex(Hash.sha1().text(million)))
        .isEqualTo("34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    assertThat(hex(Hash.sha256().text(million)))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  /// Keys of 0 to 255 bytes, each under the seed 256 minus its length; the hashes, little-endian,
  /// are hashed once more. The value stands in SMHasher's main.cpp.
  @Test
  void murmur3_givesTheVerificationValueOfSmhasher() {
    Hash all = Hash.murmur3(0);
    for (int length = 0; length < 256; length++) {
      Hash key = Hash.murmur3(256 - length);
      for (int i = 0; i < length; i++) {
        key.accept(i);
      }
      int hash = key.word(0);
      for (int shift = 0; shift < 32; shift += 8) {
        all.accept(hash >>> shift & 0xFF);
      }
    }
    assertThat(Integer.toHexString(all.word(0))).isEqualTo("b0f57ee3");
  }

  @Test
  void randomText_hashesAsTheSecondRoadDoes() throws NoSuchAlgorithmException {
    Random random = new Random(3);
    for (int i = 0; i < SAMPLES; i++) {
      String text = wellFormed(random, random.nextInt(200));
      byte[] utf8 = text.getBytes(UTF_8);
      int seed = random.nextInt();
      assertThat(hex(Hash.md5().text(text))).isEqualTo(digest("MD5", utf8));
      assertThat(hex(Hash.sha1().text(text))).isEqualTo(digest("SHA-1", utf8));
      assertThat(hex(Hash.sha256().text(text))).isEqualTo(digest("SHA-256", utf8));
      assertThat(Hash.fnv1a32().text(text).word(0)).isEqualTo(fnv1a32(utf8));
      assertThat(Hash.murmur3(seed).text(text).word(0)).isEqualTo(murmur3(seed, utf8));
    }
  }

  @ParameterizedTest
  @CsvSource({"md5", "sha1", "sha256", "fnv1a32", "murmur3"})
  void parts_hashAsTheJoinedText(String name) {
    Random random = new Random(5);
    for (int i = 0; i < SAMPLES; i++) {
      String text = wellFormed(random, random.nextInt(80));
      int cut = random.nextInt(text.length() + 1);
      Hash parts = begin(name).text(text.substring(0, cut));
      for (int at = cut; at < text.length(); at++) {
        parts.character(text.charAt(at));
      }
      assertThat(hex(parts)).as(text).isEqualTo(hex(begin(name).text(text)));
    }
  }

  @ParameterizedTest
  @CsvSource({"55", "56", "57", "63", "64", "65", "119", "120", "128"})
  void lengthAtTheEdgeOfABlock_hashesAsTheSecondRoadDoes(int length)
      throws NoSuchAlgorithmException {
    String text = "x".repeat(length);
    assertThat(hex(Hash.md5().text(text))).isEqualTo(digest("MD5", text.getBytes(UTF_8)));
    assertThat(hex(Hash.sha256().text(text))).isEqualTo(digest("SHA-256", text.getBytes(UTF_8)));
  }

  @Test
  void loneSurrogate_countsAsReplacementCharacter() {
    String replaced = hex(Hash.md5().text("a\uFFFDb"));
    assertThat(hex(Hash.md5().text("a\uD83Db"))).isEqualTo(replaced);
    assertThat(hex(Hash.md5().text("a\uDE00b"))).isEqualTo(replaced);
    assertThat(hex(Hash.md5().text("a\uD83D"))).isEqualTo(hex(Hash.md5().text("a\uFFFD")));
    assertThat(hex(Hash.md5().text("\uD83D\uD83D\uDE00")))
        .isEqualTo(hex(Hash.md5().text("\uFFFD\uD83D\uDE00")));
  }

  @Test
  void leadingBits_areThePrefixOfTheDigest() {
    // sha1("abc") = a9993e36 4706816a ba3e2571 7850c26c 9cd0d89d
    Hash hash = Hash.sha1().text("abc");
    assertThat(hash.leadingBits(1)).isEqualTo(1);
    assertThat(hash.leadingBits(28)).isEqualTo(0xa9993e3L);
    assertThat(hash.leadingBits(32)).isEqualTo(0xa9993e36L);
    assertThat(hash.leadingBits(60)).isEqualTo(0xa9993e364706816L);
    assertThat(hash.leadingBits(64)).isEqualTo(0xa9993e364706816aL);
  }

  @Test
  void remainder_readsTheWholeDigestAsOneNumber() {
    Random random = new Random(7);
    for (int i = 0; i < SAMPLES; i++) {
      String text = wellFormed(random, 20);
      int divisor = 1 + random.nextInt(Integer.MAX_VALUE);
      Hash hash = Hash.md5().text(text);
      assertThat(hash.remainder(divisor))
          .isEqualTo(new BigInteger(hex(hash), 16).mod(BigInteger.valueOf(divisor)).intValue());
    }
    assertThat(Hash.fnv1a32().text("a").remainder(1_000)).isEqualTo((int) (0xe40c292cL % 1_000));
  }

  @Test
  void impossibleQuestion_isRefused() {
    assertThatThrownBy(() -> Hash.murmur3(0).word(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index == 1, must be >= 0 and < 1, the words of this hash");
    assertThatThrownBy(() -> Hash.md5().word(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hash.murmur3(0).leadingBits(33))
        .hasMessage("bits == 33, must be >= 1 and <= 32");
    assertThatThrownBy(() -> Hash.md5().leadingBits(0))
        .hasMessage("bits == 0, must be >= 1 and <= 64");
    assertThatThrownBy(() -> Hash.md5().remainder(0)).hasMessage("divisor == 0, must be >= 1");
  }

  @Test
  void readHash_takesNoMoreText() {
    Hash hash = Hash.md5();
    assertThat(hash.word(0)).isEqualTo(hash.word(0));
    assertThatThrownBy(() -> hash.text("late")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> hash.character('l')).isInstanceOf(IllegalStateException.class);
  }

  static Hash begin(String name) {
    return switch (name) {
      case "md5" -> Hash.md5();
      case "sha1" -> Hash.sha1();
      case "sha256" -> Hash.sha256();
      case "fnv1a32" -> Hash.fnv1a32();
      case "murmur3" -> Hash.murmur3(0);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static String hex(Hash hash) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < hash.words(); i++) {
      hex.append(HexFormat.of().toHexDigits(hash.word(i)));
    }
    return hex.toString();
  }

  private static String digest(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  private static int fnv1a32(byte[] bytes) {
    BigInteger hash = BigInteger.valueOf(2_166_136_261L);
    for (byte b : bytes) {
      hash = hash.xor(BigInteger.valueOf(b & 0xFF)).multiply(BigInteger.valueOf(16_777_619));
      hash = hash.mod(BigInteger.ONE.shiftLeft(32));
    }
    return hash.intValue();
  }

  private static int murmur3(int seed, byte[] bytes) {
    ByteBuffer padded = ByteBuffer.allocate((bytes.length + 3) / 4 * 4);
    padded.order(ByteOrder.LITTLE_ENDIAN).put(bytes).rewind();
    int h = seed;
    for (int block = 0; block < padded.capacity() / 4; block++) {
      long k = padded.getInt() * 0xcc9e2d51L & 0xFFFF_FFFFL;
      k = (k << 15 | k >>> 17) & 0xFFFF_FFFFL;
      h ^= (int) (k * 0x1b873593L);
      if (block * 4 + 4 <= bytes.length) {
        h = (h << 13 | h >>> 19) * 5 + 0xe6546b64;
      }
    }
    h ^= bytes.length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private static String wellFormed(Random random, int points) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < points; i++) {
      int bound =
          switch (random.nextInt(4)) {
            case 0 -> 0x80;
            case 1 -> 0x800;
            case 2 -> 0xD800;
            default -> 0x110000;
          };
      int point = random.nextInt(bound);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
    }
    return text.toString();
  }
}
