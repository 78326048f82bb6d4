/// Reads flagd's flag definitions and answers as its evaluator does.
@NullMarked
package dev.rimlight.interop.flagd;

import org.jspecify.annotations.NullMarked;
