package dev.rimlight.interop.format;

import dev.rimlight.interop.eppo.Eppo;
import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.file.WholeFile;
import dev.rimlight.interop.flagd.Flagd;
import dev.rimlight.interop.growthbook.GrowthBook;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.launchdarkly.LaunchDarkly;
import dev.rimlight.interop.rimlight.Rimlight;
import dev.rimlight.interop.unleash.Unleash;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The languages that documents are written in.
public enum Format {
  RIMLIGHT,
  GROWTHBOOK,
  UNLEASH,
  FLAGD,
  LAUNCHDARKLY,
  EPPO,
  FLAGSMITH,
  CONFIGCAT;

  /// Larger documents are refused.
  public static final int DOCUMENT_BYTES = 64 * 1024 * 1024;

  /// Who reads the format; empty while it is not supported.
  public Optional<Vendor> vendor() {
    return switch (this) {
      case RIMLIGHT -> Optional.of(new Rimlight());
      case GROWTHBOOK -> Optional.of(new GrowthBook());
      case FLAGD -> Optional.of(new Flagd());
      case LAUNCHDARKLY -> Optional.of(new LaunchDarkly());
      case UNLEASH -> Optional.of(new Unleash());
      case EPPO -> Optional.of(new Eppo());
      case FLAGSMITH, CONFIGCAT -> Optional.empty();
    };
  }

  /// Reads a file of this format; the format must be supported.
  public Document open(String file) throws UnusableFile {
    byte[] bytes = WholeFile.read(file, DOCUMENT_BYTES);
    try {
      return vendor().orElseThrow().open(Place.root(Json.read(bytes)));
    } catch (InvalidJson | InvalidDocument e) {
      throw new UnusableFile(file, "not a document of " + formatName() + ": " + e.getMessage(), e);
    }
  }

  /// The name on the command line.
  public String formatName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// All names, for messages.
  public static String names() {
    return Arrays.stream(values()).map(Format::formatName).collect(Collectors.joining(", "));
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
