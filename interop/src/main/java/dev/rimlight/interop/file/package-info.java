/// Reads and replaces whole files, and says in one sentence why one cannot be used.
@NullMarked
package dev.rimlight.interop.file;

import org.jspecify.annotations.NullMarked;
