package dev.rimlight.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The hash values that other systems publish, read beside the repository; skipped where they are
/// absent.
@NullUnmarked
class PublishedVectorsTest {
  @Test
  void fnv1a32_agreesWithItsReference() {
    for (JsonNode vector : vectors("fnv1a-32.json")) {
      Hash hash = fed(Hash.fnv1a32(), vector);
      assertThat(hash.leadingBits(32)).as("%s", vector).isEqualTo(vector.get("fnv1a32").asLong());
    }
  }

  @Test
  void murmur3_agreesWithCommonsCodecAndFlagd() {
    for (String file : new String[] {"commons-codec", "flagd-edges"}) {
      for (JsonNode vector : vectors("murmur3-x86-32-" + file + ".json")) {
        Hash hash = fed(Hash.murmur3((int) vector.get("seed").asLong()), vector);
        assertThat(hash.leadingBits(32))
            .as("%s", vector)
            .isEqualTo(vector.get("murmur3_x86_32").asLong());
      }
    }
  }

  @Test
  void digests_agreeWithTheirStandards() {
    for (JsonNode vector : vectors("sha1-md5-standard.json")) {
      Hash hash = HashTest.begin(vector.get("alg").asString());
      if (vector.has("utf8")) {
        hash.text(vector.get("utf8").asString());
      } else {
        hash.text(vector.get("repeat").asString().repeat(vector.get("times").asInt()));
      }
      assertThat(HashTest.hex(hash)).as("%s", vector).isEqualTo(vector.get("hex").asString());
    }
  }

  @Test
  void sha256_agreesWithStatsig() {
    for (JsonNode vector : vectors("statsig-evaluation-hash.json")) {
      long bits = Hash.sha256().text(vector.get("utf8").asString()).leadingBits(64);
      assertThat(Long.toUnsignedString(bits)).isEqualTo(vector.get("expected_u64").asString());
    }
  }

  @Test
  void sha1_agreesWithLaunchDarkly() {
    for (JsonNode vector : vectors("launchdarkly-bucketing.json")) {
      Hash hash = Hash.sha1();
      if (vector.has("seed")) {
        hash.text(vector.get("seed").asString());
      } else {
        hash.text(vector.get("flagOrSegmentKey").asString()).character('.');
        hash.text(vector.get("salt").asString());
      }
      long bits = hash.character('.').text(vector.get("contextValue").asString()).leadingBits(60);
      assertThat((float) bits / (float) 0xFFF_FFFF_FFFF_FFFFL)
          .as("%s", vector)
          .isEqualTo((float) vector.get("expectedBucketValue").asDouble());
    }
  }

  @Test
  void murmur3_agreesWithOptimizely() {
    for (JsonNode vector : vectors("optimizely-bucketing.json")) {
      long hash = Hash.murmur3(1).text(vector.get("bucketingKey").asString()).leadingBits(32);
      assertThat(hash * 10_000 >>> 32).isEqualTo(vector.get("expected").asLong());
    }
  }

  private static Hash fed(Hash hash, JsonNode vector) {
    if (vector.has("hex")) {
      for (byte octet : HexFormat.of().parseHex(vector.get("hex").asString())) {
        hash.accept(octet & 0xFF);
      }
      return hash;
    }
    return hash.text(vector.get("utf8").asString());
  }

  private static JsonNode vectors(String name) {
    Path file =
        Path.of(System.getProperty("rimlight.root", ".."))
            .resolve(Path.of("..", "shared", "conformance", "vectors", name));
    Assumptions.assumeTrue(Files.exists(file), "published vectors absent: " + file);
    return JsonMapper.builder().build().readTree(file).get("cases");
  }
}
