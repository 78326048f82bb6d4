/// Brings what lies in files to a control plane and back, and tests it there before.
@NullMarked
package dev.rimlight.control.automate;

import org.jspecify.annotations.NullMarked;
