package dev.rimlight.bench;

/// Somebody about whom flags are decided. Every attribute is there: what a missing one means
/// differs from peer to peer.
record Visitor(
    String unit,
    String country,
    String appVersion,
    String plan,
    String email,
    String device,
    int orders) {}
