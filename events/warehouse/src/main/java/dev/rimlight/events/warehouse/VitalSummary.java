package dev.rimlight.events.warehouse;

/// One web vital under one variant; milliseconds, CLS a score.
///
/// @param name LCP, INP, CLS, TTFB, FCP
public record VitalSummary(
    String name, String variant, long measurements, double p50, double p75, double p95) {}
