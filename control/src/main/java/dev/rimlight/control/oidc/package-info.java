/// Signs people in by an OpenID provider: asks it who they are, and believes only what it has
/// signed.
@NullMarked
package dev.rimlight.control.oidc;

import org.jspecify.annotations.NullMarked;
