/// Tells those who operate a control plane how it is: numbers, traces and lines of a log.
@NullMarked
package dev.rimlight.control.telemetry;

import org.jspecify.annotations.NullMarked;
