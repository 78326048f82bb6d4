/// Analyzes: `rimlight analyze` lets people use and check the statistics alone, line by line.
@NullMarked
package dev.rimlight.control.analyze;

import org.jspecify.annotations.NullMarked;
