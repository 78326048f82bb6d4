/// Says no: every reason for which a request is refused, with its status and its stable code.
@NullMarked
package dev.rimlight.control.rejection;

import org.jspecify.annotations.NullMarked;
