/// Hashes text to the same words on every runtime: the five functions that bucketing profiles name.
///
/// Text is hashed as its UTF-8 bytes, encoded here: the encoders of the runtimes disagree about
/// lone surrogates. Nothing is secret: none of this is used to sign or to hide.
@NullMarked
package dev.rimlight.core.hash;

import org.jspecify.annotations.NullMarked;
