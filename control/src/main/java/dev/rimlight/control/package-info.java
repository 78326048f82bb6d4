/// Publishes: accounts, drafts, revisions and kills, over REST and server-sent events.
@NullMarked
package dev.rimlight.control;

import org.jspecify.annotations.NullMarked;
