package dev.rimlight.control.results;

/// What a variant is proven to do to visitors in a way that every experiment is watched for.
///
/// @param check errors or LCP
/// @param words what it does, as "errors are past their limit under eager"
public record Harm(String check, String variant, String words) {}
