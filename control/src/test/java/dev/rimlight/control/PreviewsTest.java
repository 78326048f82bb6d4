package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.control.document.Json;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A preview is a JWS that anybody with the public key can verify; it names only what there is.
class PreviewsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.900Z");
  private static final long SECOND = 1_795_600_800;
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = running(URI.create("http://127.0.0.1:9"), URI.create("http://127.0.0.2:9"));
    control.draftTheShop();
  }

  private RunningControlPlane running(URI... edges) throws Exception {
    return RunningControlPlane.start(
        data, Optional.empty(), Optional.empty(), InstantSource.fixed(NOW), edges);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void preview_isSignedAndSaysWhatItForces() throws Exception {
    Answer made =
        preview("{\"experiments\":{\"wording\":\"eager\"},\"flags\":{\"cta\":\"plain\"}}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.json()).containsOnlyKeys("token", "link", "expiresAt");
    String token = text(made, "token");
    assertThat(made.json())
        .containsEntry("link", "http://127.0.0.1:9/?rl_preview=" + token)
        .containsEntry("expiresAt", (SECOND + 1_800) * 1_000);
    List<String> parts = List.of(token.split("\\.", -1));
    assertThat(parts).hasSize(3);
    Map<String, Object> header = json(parts.getFirst());
    assertThat(header).containsOnlyKeys("alg", "kid", "typ");
    assertThat(header).containsEntry("alg", "EdDSA").containsEntry("typ", "rl-preview+jwt");
    assertThat(verified(token, String.valueOf(header.get("kid")))).isTrue();
    Map<String, Object> payload = json(parts.get(1));
    assertThat(payload)
        .containsOnlyKeys("aud", "env", "iat", "exp", "sub", "jti", "experiments", "flags")
        .containsEntry("aud", "rl-preview")
        .containsEntry("env", "demo")
        .containsEntry("iat", (int) SECOND)
        .containsEntry("exp", (int) SECOND + 1_800)
        .containsEntry("sub", "token")
        .containsEntry("experiments", Map.of("wording", "eager"))
        .containsEntry("flags", Map.of("cta", "plain"));
    assertThat(control.get(BASE + "/audit").list("entries").getFirst())
        .containsEntry("action", "preview")
        .containsEntry("by", "token")
        .containsEntry("key", payload.get("jti"))
        .containsEntry(
            "sentence",
            "Made a preview for 30 minutes: experiment wording as eager, flag cta as plain");
  }

  @Test
  void changedToken_isNotVerified() throws Exception {
    String token = text(preview("{\"flags\":{\"cta\":\"plain\"}}"), "token");
    String kid = String.valueOf(json(token.split("\\.", -1)[0]).get("kid"));
    String forged = token.replaceFirst("\\.e", ".f");
    assertThat(forged).isNotEqualTo(token);
    assertThat(verified(forged, kid)).isFalse();
  }

  @Test
  void minutesAndPath_areTheSenders() {
    Answer made = preview("{\"minutes\":60,\"path\":\"/product/1?x=1\"}");
    assertThat(made.json())
        .containsEntry("expiresAt", (SECOND + 3_600) * 1_000)
        .containsEntry(
            "link", "http://127.0.0.1:9/product/1?x=1&rl_preview=" + text(made, "token"));
  }

  @Test
  void noEdge_theLinkIsAPath() throws Exception {
    control.close();
    control = running();
    Answer made = preview("");
    assertThat(made.json()).containsEntry("link", "/?rl_preview=" + text(made, "token"));
  }

  /// What is published can be seen while the draft has moved on.
  @Test
  void variantThatIsOnlyPublished_canBeForced() {
    control.publish();
    control.delete("/routes/product", 1);
    Answer changed =
        control.change("/flags/cta", 1, RunningControlPlane.CTA.replace("eager", "keen"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(preview("{\"flags\":{\"cta\":\"eager\"}}").status()).isEqualTo(200);
    assertThat(preview("{\"flags\":{\"cta\":\"keen\"}}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'flags':{'gone':'a'}} | unknown_flag | /flags/gone | flag gone does not exist",
        "{'flags':{'cta':'a'}} | unknown_variant | /flags/cta | flag cta does not have the variant a",
        "{'experiments':{'cta':'eager'}} | unknown_experiment | /experiments/cta | experiment cta does"
            + " not exist",
        "{'experiments':{'wording':'a'}} | unknown_variant | /experiments/wording | experiment wording"
            + " does not have the variant a",
        "{'minutes':61} | minutes_out_of_range | /minutes | minutes == 61, must be in 1..60",
        "{'minutes':0} | minutes_out_of_range | /minutes | minutes == 0, must be in 1..60",
        "{'path':'//x.example'} | invalid_path | /path | path == \"//x.example\", must begin with one /"
            + " and be ASCII without blanks, # and \\",
        "{'flags':['cta']} | invalid_flags | /flags | flags must be an object of <= 20 keys",
        "{'until':1} | unknown_field | /until | until is unknown, must be one of experiments, flags,"
            + " minutes, path"
      })
  void otherWish_is422(String body, String code, String pointer, String detail) {
    Answer refused = preview(body.replace('\'', '"'));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json())
        .containsEntry("type", "rimlight:" + code)
        .containsEntry("detail", detail);
    assertThat(refused.list("errors").getFirst()).containsEntry("path", pointer);
    assertThat(control.get(BASE + "/audit").toString()).doesNotContain("preview");
  }

  /// A browser would not keep the cookie.
  @Test
  void tooManyNames_areRefused() {
    StringBuilder flags = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      flags
          .append(i == 0 ? "" : ",")
          .append("\"f%02d%s\":\"%s\"".formatted(i, "x".repeat(61), "v".repeat(64)));
    }
    Answer refused = preview("{\"flags\":{" + flags + "}}");
    assertThat(refused.json()).containsEntry("type", "rimlight:preview_too_large");
    assertThat(String.valueOf(refused.json().get("detail")))
        .matches("the token has \\d{4} characters, must have <= 3500: force fewer variants");
    Answer more = preview("{\"flags\":{" + flags + ",\"g\":\"v\"}}");
    assertThat(more.json()).containsEntry("detail", "flags must be an object of <= 20 keys");
  }

  private Answer preview(String body) {
    return control.post(BASE + "/previews", body);
  }

  private static String text(Answer answer, String field) {
    return String.valueOf(answer.json().get(field));
  }

  private static Map<String, Object> json(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    return Json.readStored(new String(bytes, StandardCharsets.UTF_8));
  }

  /// With nothing but the key that the control plane publishes.
  private boolean verified(String token, String kid) throws GeneralSecurityException {
    Object keys = Objects.requireNonNull(control.get(BASE + "/publisher-keys").json().get("keys"));
    byte[] raw = Base64.getDecoder().decode(String.valueOf(((Map<?, ?>) keys).get(kid)));
    byte[] spki =
        ByteBuffer.allocate(SPKI_PREFIX.length + raw.length).put(SPKI_PREFIX).put(raw).array();
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
    int lastDot = token.lastIndexOf('.');
    verifier.update(token.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(Base64.getUrlDecoder().decode(token.substring(lastDot + 1)));
  }
}
