package dev.rimlight.events.warehouse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One Parquet file: the events of one day and one range of the journal.
record Part(Path file, Range range) {
  private static final Pattern NAME = Pattern.compile("part-([0-9]{16})-([0-9]{16})\\.parquet");

  private static final Comparator<Part> WIDER_FIRST =
      Comparator.comparingLong((Part part) -> part.range.from())
          .thenComparing(Comparator.comparingLong((Part part) -> part.range.to()).reversed());

  static String name(Range range) {
    return "part-%016d-%016d.parquet".formatted(range.from(), range.to());
  }

  static Optional<Part> of(Path file) {
    Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Range range = new Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    return Optional.of(new Part(file, range));
  }

  /// The parts of one day without those whose range another contains: they are the pieces of a
  /// merged part and will be deleted. In order of their ranges.
  static List<Part> current(List<Part> ofOneDay) {
    List<Part> current = new ArrayList<>();
    for (Part part : ofOneDay.stream().sorted(WIDER_FIRST).toList()) {
      if (current.isEmpty() || !current.getLast().range.contains(part.range)) {
        current.add(part);
      }
    }
    return current;
  }
}
