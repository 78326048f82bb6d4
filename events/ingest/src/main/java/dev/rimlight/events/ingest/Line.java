package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Event;
import java.util.Optional;

/// One line of a batch after the door.
sealed interface Line {
  /// A line that keeps all rules, with the text as it came.
  record Valid(Event event, String text) implements Line {}

  /// A line that breaks one, with the text as it came. Its origin is known when those two fields
  /// were right: then it is rejected, but not lost.
  record Rejected(int number, String reason, Optional<Origin> origin, String text)
      implements Line {}
}
