/// Answers HTTP: the operations of spec/openapi.yaml, their credentials, and the built console.
@NullMarked
package dev.rimlight.control.api;

import org.jspecify.annotations.NullMarked;
