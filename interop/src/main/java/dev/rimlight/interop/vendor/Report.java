package dev.rimlight.interop.vendor;

import java.util.List;

/// What an import could not carry over. Without losses every unit gets what the vendor gave it.
public record Report(List<Loss> losses) {
  public static final Report LOSSLESS = new Report(List.of());

  public Report {
    losses = List.copyOf(losses);
  }

  /// One thing that changed or is gone.
  ///
  /// @param pointer where in the vendor's document, a JSON pointer
  /// @param what the thing that is lost or changed: "metadata of flag a"
  /// @param why the reason: "flags have no metadata"
  public record Loss(String pointer, String what, String why) {}
}
