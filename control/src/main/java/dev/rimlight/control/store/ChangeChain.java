package dev.rimlight.control.store;

import dev.rimlight.control.document.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Proves that the log of changes is whole: each row's hash is over the row and the hash before it.
public final class ChangeChain {
  /// Before the first row that has a hash.
  static final String START = "0".repeat(64);

  /// More than a person reads.
  private static final int MOST_FAULTS = 20;

  private ChangeChain() {}

  /// What was found.
  ///
  /// @param faults what is wrong, the first of them first
  /// @param head the hash of the last row
  public record Proof(long rows, String head, List<String> faults) {}

  static String hash(String environment, String before, Change change) {
    List<Object> all =
        List.of(
            environment,
            before,
            change.seq(),
            change.at(),
            change.by(),
            change.what().name().toLowerCase(Locale.ROOT),
            change.action(),
            change.key(),
            change.sentence(),
            change.detail());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.write(all).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Reads the whole log.
  ///
  /// @param wanted a hash that must be one of the chain's, or null
  public static Proof verify(Handle handle, String environment, @Nullable String wanted) {
    List<String> faults = new ArrayList<>();
    boolean saw = wanted == null || wanted.equals(START);
    String before = START;
    long expected = 1;
    boolean chained = false;
    for (Change change : new ChangeLog(environment).after(handle, 0, Integer.MAX_VALUE)) {
      if (faults.size() >= MOST_FAULTS) {
        break;
      }
      if (change.seq() != expected) {
        faults.add("change %d is missing".formatted(expected));
      }
      expected = change.seq() + 1;
      if (change.hash().isEmpty() && !chained) {
        continue;
      }
      chained = true;
      if (!change.hash().equals(hash(environment, before, change))) {
        faults.add(
            "change %d was edited, or does not follow the one before".formatted(change.seq()));
      }
      before = change.hash();
      saw |= before.equals(wanted);
    }
    if (!saw) {
      faults.add("head %s is not of this chain: it was made anew".formatted(wanted));
    }
    return new Proof(expected - 1, before, faults);
  }
}
