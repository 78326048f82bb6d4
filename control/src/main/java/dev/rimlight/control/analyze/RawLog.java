package dev.rimlight.control.analyze;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A raw log, read unit by unit: first exposure, what happened in the windows around it, and on
/// which days after it anything happened.
///
/// A unit starts at its first exposure; a unit that was seen in more than one variant is not
/// analysed. Windows are closed at their start and open at their end.
///
/// @param excluded units seen in more than one variant, in order
record RawLog(List<Unit> units, List<String> excluded, long origin, long observationEnd) {
  private static final long DAY_MILLIS = 86_400_000;
  private static final int COHORT_DAYS = 8;

  /// An event of one unit, and one exposure.
  private record Event(String name, long at, double value) {}

  private record Exposure(String variant, long at) {}

  /// One analysed unit.
  ///
  /// @param activeDays whole days after the first exposure with any event; negative ones before it
  record Unit(
      String id,
      String variant,
      long start,
      int purchases,
      double revenue,
      int visits,
      double revenueBefore,
      TreeSet<Long> activeDays) {}

  static RawLog of(Line line) {
    Map<String, List<Event>> events = new LinkedHashMap<>();
    for (Line each : line.list("events")) {
      List<Line> row = row(each, 4);
      events
          .computeIfAbsent(row.get(0).text(), unit -> new ArrayList<>())
          .add(new Event(row.get(1).text(), row.get(2).whole(), row.get(3).number()));
    }
    Map<String, List<Exposure>> exposures = new TreeMap<>();
    for (Line each : line.list("exposures")) {
      List<Line> row = row(each, 3);
      exposures
          .computeIfAbsent(row.get(0).text(), unit -> new ArrayList<>())
          .add(new Exposure(row.get(1).text(), row.get(2).whole()));
    }
    long window = line.count("conversion_window_ms");
    long before = line.count("pre_period_ms");
    List<Unit> units = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    exposures.forEach((id, seen) -> {
      Exposure first = seen.stream().min(Comparator.comparingLong(Exposure::at)).orElseThrow();
      if (seen.stream().anyMatch(each -> !each.variant().equals(first.variant()))) {
        excluded.add(id);
      } else {
        units.add(unit(id, first, events.getOrDefault(id, List.of()), window, before));
      }
    });
    return new RawLog(units, excluded, line.whole("origin_ms"), line.whole("observation_end_ms"));
  }

  private static List<Line> row(Line line, int members) {
    List<Line> row = line.list();
    if (row.size() < members) {
      throw new Refused(line.path() + " has " + row.size() + " members, must have " + members);
    }
    return row;
  }

  private static Unit unit(
      String id, Exposure first, List<Event> events, long window, long before) {
    long start = first.at();
    int purchases = 0;
    int visits = 0;
    double revenue = 0;
    double revenueBefore = 0;
    TreeSet<Long> days = new TreeSet<>();
    for (Event event : events) {
      boolean purchase = event.name().equals("purchase");
      boolean during = event.at() >= start && event.at() < start + window;
      boolean earlier = event.at() >= start - before && event.at() < start;
      purchases += purchase && during ? 1 : 0;
      revenue += purchase && during ? event.value() : 0;
      revenueBefore += purchase && earlier ? event.value() : 0;
      visits += event.name().equals("visit") && during ? 1 : 0;
      days.add(Math.floorDiv(event.at() - start, DAY_MILLIS));
    }
    return new Unit(id, first.variant(), start, purchases, revenue, visits, revenueBefore, days);
  }

  List<Unit> arm(String variant) {
    return units.stream().filter(unit -> unit.variant().equals(variant)).toList();
  }

  /// Exact-day retention; only units whose day is over by the end of the observation count.
  Map<String, Object> retention(List<Unit> arm, int day) {
    List<Unit> eligible =
        arm.stream()
            .filter(unit -> unit.start() + (day + 1) * DAY_MILLIS <= observationEnd)
            .toList();
    long retained =
        eligible.stream().filter(unit -> unit.activeDays().contains((long) day)).count();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("eligible", eligible.size());
    answer.put("retained", retained);
    return answer;
  }

  /// Units by variant and day of first exposure, and how many of them were active each day after.
  List<Object> cohorts() {
    Map<String, Map<Long, List<Unit>>> cohorts = new TreeMap<>();
    for (Unit unit : units) {
      long day = Math.floorDiv(unit.start() - origin, DAY_MILLIS);
      cohorts
          .computeIfAbsent(unit.variant(), variant -> new TreeMap<>())
          .computeIfAbsent(day, cohort -> new ArrayList<>())
          .add(unit);
    }
    List<Object> rows = new ArrayList<>();
    cohorts.forEach((variant, days) ->
        days.forEach((day, cohort) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("variant", variant);
          row.put("cohort_day", day);
          row.put("size", cohort.size());
          row.put("active_by_day_offset", active(cohort));
          rows.add(row);
        }));
    return rows;
  }

  private static long[] active(List<Unit> cohort) {
    long[] active = new long[COHORT_DAYS];
    for (int offset = 0; offset < COHORT_DAYS; offset++) {
      long day = offset;
      active[offset] = cohort.stream().filter(unit -> unit.activeDays().contains(day)).count();
    }
    return active;
  }
}
