package dev.rimlight.stats;

/// What an effect looks like at one of many looks; one end of the interval is infinite when the
/// question has one side.
///
/// @param p of this look; that of all looks is the smallest ([SmallestP])
public record AnytimeInterval(Interval interval, double p) {}
