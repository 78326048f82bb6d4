/// Puts questions to the decision engine, on the JVM or inside workerd.
@NullMarked
package dev.rimlight.interop.engine;

import org.jspecify.annotations.NullMarked;
