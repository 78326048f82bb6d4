/// Lets assistants read a control plane and propose drafts, within what they were given leave to.
@NullMarked
package dev.rimlight.control.mcp;

import org.jspecify.annotations.NullMarked;
