/// Carries a vendor's document over into our language, and reports what was lost on the way.
@NullMarked
package dev.rimlight.interop.migrate;

import org.jspecify.annotations.NullMarked;
