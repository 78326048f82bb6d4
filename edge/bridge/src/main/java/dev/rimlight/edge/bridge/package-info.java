/// The bridge carries the decision engine to JavaScript: the narrow set of functions that TeaVM
/// exports to the Worker.
@NullMarked
package dev.rimlight.edge.bridge;

import org.jspecify.annotations.NullMarked;
