/// Asks and answers as a vendor does: what each vendor's language has to offer so that its
/// documents, cases and functions can be put to the engine.
@NullMarked
package dev.rimlight.interop.vendor;

import org.jspecify.annotations.NullMarked;
