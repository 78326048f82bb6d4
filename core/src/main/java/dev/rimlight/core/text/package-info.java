/// Reads what conditions find in text: versions, addresses, times, letters without regard to case.
///
/// None of it asks the runtime's own parsers, which differ or depend on a locale; what is not of
/// the form asked for is absent, never an exception.
@NullMarked
package dev.rimlight.core.text;

import org.jspecify.annotations.NullMarked;
