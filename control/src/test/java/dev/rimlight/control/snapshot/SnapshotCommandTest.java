package dev.rimlight.control.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.publish.Envelope;
import dev.rimlight.control.publish.PublisherKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command as a person types it, on files in a folder.
class SnapshotCommandTest {
  private static final String DEFINITIONS =
      """
      {"environment": "shop", "revision": 3,
       "flags": [{"key": "greeting", "type": "json", "on": true, "off": "hello",
         "variants": [{"key": "hello", "value": {"text": "Hello"}}, {"key": "servus", "value": {"text": "Servus"}}],
         "rules": [{"id": "austria", "when": {"attribute": "country", "operator": "in", "values": ["AT"]},
                    "serve": {"variant": "servus"}}],
         "default": {"variant": "hello"}}]}
      """;

  @TempDir private Path folder = Path.of(".");

  private record Run(int status, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("a.json"), DEFINITIONS);
  }

  @Test
  void snapshot_showsWhatItWasBuiltFrom() {
    assertThat(run("build", file("a.json"), "--out", file("a.snapshot")).status()).isZero();
    Run shown = run("show", file("a.snapshot"));
    assertThat(shown.out())
        .contains(
            "environment  shop\n", "revision     3\n", "flags        1\n", "signed by    nobody\n");
    assertThat(run("show", file("a.snapshot"), "--json").out())
        .isEqualTo(run("show", file("a.json"), "--json").out())
        .contains("\"text\": \"Servus\"");
    assertThat(run("show", file("a.json"), "--flag", "nope"))
        .isEqualTo(new Run(1, "", "rimlight: " + file("a.json") + ": there is no flag nope\n"));
  }

  @Test
  void diff_namesEachPlaceAndSaysByItsStatusWhetherThereIsOne() throws IOException {
    Files.writeString(folder.resolve("same.json"), DEFINITIONS.replace("3,", "4,"));
    assertThat(run("diff", file("a.json"), file("same.json")))
        .isEqualTo(new Run(0, "~ revision: 3 -> 4\n", ""));
    Files.writeString(
        folder.resolve("b.json"),
        DEFINITIONS.replace("\"AT\"", "\"AT\", \"CH\"").replace("\"on\": true", "\"on\": false"));
    assertThat(run("diff", file("a.json"), file("b.json")))
        .isEqualTo(
            new Run(
                4,
                """
                ~ flags/greeting/on: true -> false
                + flags/greeting/rules/austria/when/values/1: "CH"
                """,
                ""));
  }

  @Test
  void verify_acceptsOnlyWhatATrustedKeySigned() throws IOException {
    PublisherKey key = PublisherKey.open(folder);
    run("build", file("a.json"), "--out", file("a.snapshot"));
    byte[] bytes = Files.readAllBytes(folder.resolve("a.snapshot"));
    byte[] sealed = Envelope.seal(Envelope.Purpose.SNAPSHOT, bytes, key);
    Files.write(folder.resolve("a.envelope"), sealed);
    Run verified = run("verify", file("a.envelope"), "--keys", file("publisher.pub"));
    assertThat(verified.status()).isZero();
    assertThat(verified.out()).contains("signature    of key " + key.kid() + ", fits\n");
    assertThat(run("verify", file("a.snapshot"), "--keys", file("publisher.pub")).err())
        .isEqualTo("rimlight: " + file("a.snapshot") + ": is not signed\n");

    sealed[20] ^= 1;
    Files.write(folder.resolve("forged.envelope"), sealed);
    assertThat(run("verify", file("forged.envelope"), "--keys", file("publisher.pub")).err())
        .endsWith(": the signature of key " + key.kid() + " does not fit\n");
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("broken.snapshot"), bytes);
    assertThat(run("verify", file("broken.snapshot")))
        .isEqualTo(
            new Run(
                1,
                "",
                "rimlight: "
                    + file("broken.snapshot")
                    + ": snapshot: the checksum does not match\n"));

    run("rotate-key", "--data", folder.toString());
    assertThat(run("verify", file("a.envelope"), "--keys", file("publisher.pub")).err())
        .contains("which is not in");
  }

  @Test
  void explain_replaysADecisionWithWhatLedToIt() {
    Run explained =
        run(
            "explain",
            file("a.json"),
            "--flag",
            "greeting",
            "--context",
            "{\"unit\":\"ada\",\"attributes\":{\"country\":\"AT\"}}",
            "--now",
            "2026-11-22T17:00:00Z");
    assertThat(explained.out())
        .isEqualTo(
            """
            {
              "flag": "greeting",
              "steps": [
                {
                  "rule": "austria",
                  "steps": [
                    {
                      "is": "test",
                      "of": "country",
                      "saw": "AT",
                      "holds": true
                    }
                  ]
                }
              ],
              "variant": "servus",
              "reason": "RULE",
              "rule": "austria",
              "experiment": null,
              "bucket": null
            }
            """);
    assertThat(run("explain", file("a.json"), "--flag", "greeting", "--context", "[]").err())
        .isEqualTo("rimlight: --context is not an object\n");
  }

  @Test
  void unusableFiles_areToldInOneLine() throws IOException {
    assertThat(run("show", file("none")).err())
        .isEqualTo("rimlight: " + file("none") + ": no such file\n");
    Files.writeString(folder.resolve("text"), "hello");
    assertThat(run("show", file("text")).err())
        .startsWith("rimlight: " + file("text") + ": snapshot: magic == ");
    assertThat(run("rotate-key", "--data", folder.toString()).err())
        .endsWith("publisher.next.key does not exist: nothing to rotate to\n");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        SnapshotCommand.commandLine(InstantSource.fixed(Instant.EPOCH))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int status = command.execute(arguments);
    return new Run(status, out.toString(), err.toString());
  }
}
