package dev.rimlight.control.publish;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.rejection.Rejected;
import java.util.Map;

/// What an edge answers: the revision and the kill list that it runs now.
record Acknowledgement(long revision, long killRevision) {

  /// Anything else that an edge may answer is an [UnusableAnswer].
  static Acknowledgement read(byte[] body) throws UnusableAnswer {
    try {
      Map<String, Object> tree = Json.readObject(body);
      if (tree.get("revision") instanceof Number revision
          && tree.get("killRevision") instanceof Number killRevision) {
        return new Acknowledgement(revision.longValue(), killRevision.longValue());
      }
      throw new UnusableAnswer("the edge's answer lacks revision or killRevision");
    } catch (Rejected e) {
      throw new UnusableAnswer("the edge's answer is not JSON: " + e.detail());
    }
  }

  /// The edge answered, but not as agreed.
  static final class UnusableAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableAnswer(String message) {
      super(message);
    }
  }
}
