/// Core decides: which variant of a flag a context gets, and why.
///
/// Everything here is a pure function of its arguments. There is no clock, no randomness, no I/O,
/// no thread, no reflection, no logging and no `java.util.regex`, so that TeaVM compiles it to the
/// same answers that the JVM gives.
@NullMarked
package dev.rimlight.core;

import org.jspecify.annotations.NullMarked;
