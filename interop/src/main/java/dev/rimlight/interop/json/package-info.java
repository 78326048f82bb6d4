/// Reads JSON documents into plain trees, and writes trees byte for byte as JavaScript writes them.
@NullMarked
package dev.rimlight.interop.json;

import org.jspecify.annotations.NullMarked;
