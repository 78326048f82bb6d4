package dev.rimlight.control.oidc;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sign-in that has begun. The browser that began it keeps it in a cookie, so that any control
/// plane can end it and no other browser can.
///
/// @param state comes back with the code
/// @param nonce comes back in the ID token
/// @param verifier shows that whoever brings the code also asked for it
/// @param to the page that was asked for
public record Attempt(String state, String nonce, String verifier, long until, String to) {
  public static final Duration LASTS = Duration.ofMinutes(10);

  static final int MAX_TO_CHARS = 2_000;

  private static final String SECRET = "([A-Za-z0-9_-]{43,128})";
  private static final Pattern FORM =
      Pattern.compile(
          "%1$s\\.%1$s\\.%1$s\\.(\\d{1,15})\\.([A-Za-z0-9_-]{0,2700})".formatted(SECRET));

  /// Nothing that a browser could take for another host: neither `//` nor `\`.
  private static final Pattern PATH = Pattern.compile("/(?!/|v1(?:[/?#]|$))[!-~&&[^\\\\]]*");

  String cookie() {
    return "%s.%s.%s.%d.%s"
        .formatted(
            state,
            nonce,
            verifier,
            until,
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(to.getBytes(StandardCharsets.US_ASCII)));
  }

  /// The attempt that a browser kept, if it is the one that the provider answers.
  static Attempt answered(Optional<String> cookie, Optional<String> state, long now) {
    Attempt kept =
        cookie.flatMap(Attempt::parse).orElseThrow(() -> lost("this browser has begun no sign-in"));
    if (state.filter(kept::hasState).isEmpty()) {
      throw lost("state is another one than that of this browser's last sign-in");
    }
    if (kept.until <= now) {
      throw lost("the sign-in was begun more than %d minutes ago".formatted(LASTS.toMinutes()));
    }
    return kept;
  }

  private static Optional<Attempt> parse(String cookie) {
    Matcher matcher = FORM.matcher(cookie);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      String to =
          new String(Base64.getUrlDecoder().decode(matcher.group(5)), StandardCharsets.US_ASCII);
      return Optional.of(
          new Attempt(
              matcher.group(1),
              matcher.group(2),
              matcher.group(3),
              Long.parseLong(matcher.group(4)),
              requireOwn(to)));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // not base64: nobody of ours wrote it
    }
  }

  private boolean hasState(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
  }

  static String requireOwn(String to) {
    if (to.length() > MAX_TO_CHARS || !PATH.matcher(to).matches()) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "to == \"%s\", must be the path of a page of the console, <= %d characters"
              .formatted(to, MAX_TO_CHARS));
    }
    return to;
  }

  static Rejected lost(String sentence) {
    return new Rejected(Rejection.SIGN_IN_LOST, sentence + ": begin again");
  }
}
