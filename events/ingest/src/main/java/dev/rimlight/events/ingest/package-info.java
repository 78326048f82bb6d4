/// Takes events in: acknowledged only when durable, each counted once, and carried on to Parquet.
@NullMarked
package dev.rimlight.events.ingest;

import org.jspecify.annotations.NullMarked;
