/// Snapshots for people: shows, compares, verifies and explains what was published.
@NullMarked
package dev.rimlight.control.snapshot;

import org.jspecify.annotations.NullMarked;
