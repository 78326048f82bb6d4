package dev.rimlight.interop.vendor;

import dev.rimlight.core.Context;
import java.util.List;

/// Flags to be decided for one context.
///
/// @param flags keys of flags that the snapshot has
public record Question(Published published, Context context, List<String> flags, long nowMillis) {
  public Question {
    flags = List.copyOf(flags);
  }
}
