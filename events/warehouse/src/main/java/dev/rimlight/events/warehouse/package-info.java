/// Keeps events as plain Parquet by day and answers questions about them with moments.
@NullMarked
package dev.rimlight.events.warehouse;

import org.jspecify.annotations.NullMarked;
