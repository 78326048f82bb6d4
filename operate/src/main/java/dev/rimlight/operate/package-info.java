/// How a server is told what to be, and tells how it is.
@NullMarked
package dev.rimlight.operate;

import org.jspecify.annotations.NullMarked;
