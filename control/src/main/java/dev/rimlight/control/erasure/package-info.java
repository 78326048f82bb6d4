/// Has a unit forgotten wherever something of it is kept, and says what came of it.
@NullMarked
package dev.rimlight.control.erasure;

import org.jspecify.annotations.NullMarked;
