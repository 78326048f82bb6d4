package dev.rimlight.events.warehouse;

import java.time.Instant;

/// Whose events a question is about.
///
/// @param from exposures at or after it count
/// @param until events before it count: now, or when the experiment was stopped
/// @param byPerson units are persons, as far as they are known, instead of visitors
public record Scope(String experiment, Instant from, Instant until, boolean byPerson) {}
