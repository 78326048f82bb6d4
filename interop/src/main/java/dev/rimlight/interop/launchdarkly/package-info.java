/// Reads what LaunchDarkly's server-side SDKs read: flags and segments, contexts and users, and
/// answers as those SDKs do.
@NullMarked
package dev.rimlight.interop.launchdarkly;

import org.jspecify.annotations.NullMarked;
