/// Reads what Unleash's client SDKs read: features and segments, or the events that make them, and
/// answers as those SDKs do.
@NullMarked
package dev.rimlight.interop.unleash;

import org.jspecify.annotations.NullMarked;
