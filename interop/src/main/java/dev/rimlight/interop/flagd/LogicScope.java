package dev.rimlight.interop.flagd;

/// What `var` reads.
///
/// @param flag flagd's key of the flag, which `$flagd.flagKey` gives
/// @param element whether an element of a list stands for the context
record LogicScope(String flag, boolean element) {
  LogicScope ofElement() {
    return new LogicScope(flag, true);
  }
}
