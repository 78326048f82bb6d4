package dev.rimlight.interop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read and written again reads as JavaScript's `JSON.stringify(JSON.parse(text))` does;
/// for random numbers and texts Node.js itself is asked.
@NullUnmarked
class JsonTextTest {
  private static final Path NODE =
      Path.of(System.getProperty("rimlight.root", "..")).resolve("node_modules/.bin/node");

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "-0, 0",
    "-0.0, 0",
    "0.1, 0.1",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "123456789012345678901234, 1.2345678901234569e+23",
    "12345678901234567890, 12345678901234567000",
    "9007199254740993, 9007199254740992",
    "-9223372036854775808, -9223372036854776000",
    "1e-6, 0.000001",
    "1.5e-7, 1.5e-7",
    "5e-324, 5e-324",
    "2e-323, 2e-323",
    "2E23, 2e+23",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "1e400, null",
    "100, 100",
    "-1.25, -1.25"
  })
  void number_isInItsShortestEcmascriptForm(String read, String written) throws Exception {
    assertThat(JsonText.of(Json.read(read))).isEqualTo(written);
  }

  @Test
  void randomNumbersAndTexts_readLikeThoseOfNode() throws Exception {
    Assumptions.assumeTrue(Files.exists(NODE), NODE + " is missing; run npm install");
    SplittableRandom random = new SplittableRandom(7);
    List<Object> values = new ArrayList<>();
    while (values.size() < 20_000) {
      double d = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(d)) {
        values.add(d);
      }
      values.add(random.nextInt(1_000_000) / 1000.0);
      // One digit and an exponent: where Java's own text may be longer than need be.
      values.add(Double.parseDouble(random.nextInt(1, 10) + "e" + random.nextInt(-324, 309)));
      values.add(text(random));
    }
    String ours = JsonText.of(values);
    assertThat(ours).isEqualTo(node(ours));
    assertThat(JsonText.of(Json.read(ours))).isEqualTo(ours);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
    }
    return text.toString();
  }

  private static String node(String json) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder(
                NODE.toString(),
                "-e",
                "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0,'utf8'))))")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread.ofVirtual()
        .start(() -> {
          try (var in = node.getOutputStream()) {
            in.write(json.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).isZero();
    return answer;
  }

  @Test
  void members_keepTheirOrderAlsoWhenTheyLookLikeNumbers() throws Exception {
    String text = "{\"10\":1,\"9\":2,\"a\":{\"1\":[],\"0\":{}}}";
    assertThat(JsonText.of(Json.read(text))).isEqualTo(text);
  }

  @Test
  void textThatIsNotAscii_isNotEscapedButLoneSurrogatesAre() throws Exception {
    assertThat(JsonText.of(Json.read("\"\\u00e9\\ud83d\\ude00\\ud83d\\u2028\\u007f\\u0001/\\b\"")))
        .isEqualTo("\"é😀\\ud83d\u2028\u007f\\u0001/\\b\"");
  }

  @Test
  void sameNameTwice_theLastValueCounts() throws Exception {
    assertThat(JsonText.of(Json.read("{\"a\":1,\"b\":2,\"a\":3}"))).isEqualTo("{\"a\":3,\"b\":2}");
  }

  @Test
  void moreThanOneValueOrNone_isInvalid() {
    assertThatThrownBy(() -> Json.read("{} {}")).isInstanceOf(InvalidJson.class);
    assertThatThrownBy(() -> Json.read("")).isInstanceOf(InvalidJson.class);
    assertThatThrownBy(() -> Json.read("\uFEFF{}")).isInstanceOf(InvalidJson.class);
    assertThatThrownBy(() -> Json.read("NaN")).isInstanceOf(InvalidJson.class);
  }

  @Test
  void bytesThatAreNotUtf8_areInvalid() {
    assertThatThrownBy(
            () -> Json.read(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
        .isInstanceOf(InvalidJson.class)
        .hasMessage("it is not UTF-8");
  }

  @Test
  void depthPastTheLimit_isInvalid() throws Exception {
    String deepest = "[".repeat(Json.DEPTH) + "]".repeat(Json.DEPTH);
    assertThat(JsonText.of(Json.read(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.read("[" + deepest + "]")).isInstanceOf(InvalidJson.class);
  }

  @Test
  void numberPastTheLimit_isInvalid() throws Exception {
    String longest = "1".repeat(Json.NUMBER_CHARS);
    assertThat(JsonText.of(Json.read(longest))).isEqualTo("null");
    assertThatThrownBy(() -> Json.read(longest + "1")).isInstanceOf(InvalidJson.class);
  }

  @Test
  void prettyText_isIndentedByTwo() throws Exception {
    assertThat(JsonText.pretty(Json.read("{\"a\":[1,{}],\"b\":[]}")))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {}
              ],
              "b": []
            }\
            """);
  }
}
