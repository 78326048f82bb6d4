/// Reads Eppo's universal flag configuration, plain or obfuscated, and answers as its SDKs do.
@NullMarked
package dev.rimlight.interop.eppo;

import org.jspecify.annotations.NullMarked;
