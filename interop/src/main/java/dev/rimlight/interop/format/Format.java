package dev.rimlight.interop.format;

import dev.rimlight.interop.rimlight.Rimlight;
import dev.rimlight.interop.vendor.Vendor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The languages that documents are written in.
public enum Format {
  RIMLIGHT(new Rimlight()),
  GROWTHBOOK(null),
  UNLEASH(null),
  FLAGD(null),
  LAUNCHDARKLY(null),
  EPPO(null),
  FLAGSMITH(null),
  CONFIGCAT(null);

  private final @Nullable Vendor vendor;

  /// @param vendor null while nobody reads the format yet
  Format(@Nullable Vendor vendor) {
    this.vendor = vendor;
  }

  /// Who reads the format; empty while it is not supported.
  public Optional<Vendor> vendor() {
    return Optional.ofNullable(vendor);
  }

  /// The name on the command line.
  public String formatName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Format> ofName(String name) {
    for (Format format : values()) {
      if (format.formatName().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
