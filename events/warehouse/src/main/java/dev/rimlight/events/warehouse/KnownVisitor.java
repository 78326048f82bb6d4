package dev.rimlight.events.warehouse;

import java.util.Optional;

/// A unit as events last knew it.
///
/// @param person the code of who has logged in
public record KnownVisitor(
    String unit,
    Optional<String> country,
    Optional<String> device,
    Optional<String> browser,
    Optional<String> consent,
    Optional<String> colo,
    Optional<String> person) {}
