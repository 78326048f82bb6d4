/// Reads what people write: flags, experiments and routes as JSON documents, checked before they
/// are kept.
@NullMarked
package dev.rimlight.control.document;

import org.jspecify.annotations.NullMarked;
