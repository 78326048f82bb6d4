package dev.rimlight.events.warehouse;

/// What results are cut by. A unit belongs to the value of its first exposure.
public enum Dimension {
  COUNTRY,
  DEVICE,
  BROWSER,
  ROUTE,
  CONSENT,
  COLO,
  /// `new` or `returning`: whether the unit was seen before its first exposure.
  VISIT,
  /// Cohorts: the UTC day of the first exposure.
  DAY,
  /// Cohorts: the Monday of the week of the first exposure.
  WEEK
}
