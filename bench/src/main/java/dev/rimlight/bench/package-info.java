/// The bench times the decision engine beside its peers, on the same flags and visitors.
@NullMarked
package dev.rimlight.bench;

import org.jspecify.annotations.NullMarked;
