package dev.rimlight.control.publish;

import dev.rimlight.control.document.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// A JSON Web Signature in its compact form (RFC 7515) with Ed25519 (RFC 8037).
final class CompactJws {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private CompactJws() {}

  static String sign(String type, Map<String, Object> payload, PublisherKey key) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "EdDSA");
    header.put("kid", key.kid());
    header.put("typ", type);
    String signed = part(Json.writeBytes(header)) + "." + part(Json.writeBytes(payload));
    return signed + "." + part(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String part(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
