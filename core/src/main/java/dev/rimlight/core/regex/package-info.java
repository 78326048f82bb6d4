/// Finds regular expressions of the RE2 syntax in text, in time linear in the text, with the same
/// answers on every runtime.
///
/// Neither `java.util.regex` nor JavaScript's RegExp: both backtrack, and each reads some patterns
/// its own way. There are no captures: a condition asks only whether a match exists.
@NullMarked
package dev.rimlight.core.regex;

import org.jspecify.annotations.NullMarked;
