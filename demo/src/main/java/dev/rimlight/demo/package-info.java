/// The demo proves: a shop, visitors who behave differently by what the edge shows them, and a
/// count at the end that compares what the platform says with what is true.
@NullMarked
package dev.rimlight.demo;

import org.jspecify.annotations.NullMarked;
