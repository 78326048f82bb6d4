/// Words the verdict: moments of an experiment, judged, as one answer with health checks and a
/// recommendation.
@NullMarked
package dev.rimlight.control.results;

import org.jspecify.annotations.NullMarked;
