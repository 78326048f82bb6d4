/// Keeps drafts, published documents, kills, accounts and the log of changes in one SQL database.
@NullMarked
package dev.rimlight.control.store;

import org.jspecify.annotations.NullMarked;
