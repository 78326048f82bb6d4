package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Kind;

/// How a metric is made of conversions.
///
/// @param metric the key under which the answer is found
/// @param event the name of the conversions that count
/// @param kind PROPORTION: whether the unit had any; MEAN: the sum of their values
public record MetricQuestion(String metric, String event, Kind kind) {}
