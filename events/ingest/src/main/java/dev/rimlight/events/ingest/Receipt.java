package dev.rimlight.events.ingest;

import java.util.List;

/// What became of a batch, said only when it is durable.
record Receipt(int accepted, int duplicate, List<RejectedLine> rejected) {
  Receipt {
    rejected = List.copyOf(rejected);
  }

  record RejectedLine(int line, String reason) {}
}
