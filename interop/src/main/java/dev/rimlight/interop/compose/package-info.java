/// Composes our language out of a vendor's parts: conditions, variants, and the report of what did
/// not fit.
@NullMarked
package dev.rimlight.interop.compose;

import org.jspecify.annotations.NullMarked;
