/// Reviews: says what publishing the drafts would change, for whom, and what looks wrong.
@NullMarked
package dev.rimlight.control.review;

import org.jspecify.annotations.NullMarked;
