/// Speaks with the formats of other vendors: decides their documents with our engine, and carries
/// them over into our language.
@NullMarked
package dev.rimlight.interop;

import org.jspecify.annotations.NullMarked;
