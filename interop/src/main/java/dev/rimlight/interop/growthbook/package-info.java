/// Reads GrowthBook's payloads and answers as its JavaScript SDK does.
@NullMarked
package dev.rimlight.interop.growthbook;

import org.jspecify.annotations.NullMarked;
