/// Reads environments written in our own language.
@NullMarked
package dev.rimlight.interop.rimlight;

import org.jspecify.annotations.NullMarked;
