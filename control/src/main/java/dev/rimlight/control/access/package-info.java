/// Lets people and tokens in: passwords, sessions, and the brake on guessing.
@NullMarked
package dev.rimlight.control.access;

import org.jspecify.annotations.NullMarked;
