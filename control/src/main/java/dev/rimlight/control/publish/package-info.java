/// Brings revisions and kills to the edges: compiles, signs, delivers, and tells watchers.
@NullMarked
package dev.rimlight.control.publish;

import org.jspecify.annotations.NullMarked;
