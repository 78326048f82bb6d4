/// Evaluates lines of cases and calls, and answers each with a line.
@NullMarked
package dev.rimlight.interop.evaluate;

import org.jspecify.annotations.NullMarked;
