package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.publish.KillSwitch;
import dev.rimlight.control.publish.Publisher;
import dev.rimlight.control.publish.TaggedEnvelope;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import io.helidon.http.HeaderNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an edge asks for by itself, and its build: the newest envelopes and the keys to trust.
final class EdgeOperations {
  private static final String BASE = "/v1/environments/{environment}";

  private final Publisher publisher;
  private final KillSwitch killSwitch;
  private final Map<String, String> publisherKeys;

  /// @param publisherKeys raw public keys in base64 by their ids
  EdgeOperations(Publisher publisher, KillSwitch killSwitch, Map<String, String> publisherKeys) {
    this.publisher = publisher;
    this.killSwitch = killSwitch;
    this.publisherKeys = Map.copyOf(publisherKeys);
  }

  List<Operation> all() {
    return List.of(
        Operation.of(
            Role.EDGE,
            "GET",
            BASE + "/envelopes/snapshot",
            call -> sealed(call, publisher.newest(), "no snapshot is published yet")),
        Operation.of(
            Role.EDGE,
            "GET",
            BASE + "/envelopes/kills",
            call -> sealed(call, killSwitch.newest(), "nothing was ever killed")),
        Operation.of(
            Role.EDGE,
            "GET",
            BASE + "/publisher-keys",
            _ -> new Answer.Value(Map.of("keys", publisherKeys))));
  }

  private static Answer sealed(Call call, Optional<TaggedEnvelope> newest, String otherwise) {
    TaggedEnvelope envelope =
        newest.orElseThrow(() -> new Rejected(Rejection.NOT_FOUND, otherwise));
    return new Answer.Sealed(envelope, knows(call, envelope.tag()));
  }

  private static boolean knows(Call call, String tag) {
    String known = call.header(HeaderNames.IF_NONE_MATCH).orElse("");
    return Arrays.stream(known.split(",", -1))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || each.replaceFirst("^W/", "").equals(quoted(tag)));
  }

  static String quoted(String tag) {
    return '"' + tag + '"';
  }
}
