/// Watches: looks at what runs, says what needs somebody, acts where it was allowed to, and tells
/// people until it is over.
@NullMarked
package dev.rimlight.control.alert;

import org.jspecify.annotations.NullMarked;
