/// Judges experiments: moments of two arms in, an estimate with its intervals or a typed refusal
/// out.
@NullMarked
package dev.rimlight.stats;

import org.jspecify.annotations.NullMarked;
