/// Names the formats that documents come in, and who reads them.
@NullMarked
package dev.rimlight.interop.format;

import org.jspecify.annotations.NullMarked;
