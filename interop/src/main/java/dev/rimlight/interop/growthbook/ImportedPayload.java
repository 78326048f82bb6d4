package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Imported;

/// A payload as it is imported.
final class ImportedPayload {
  private ImportedPayload() {}

  static Imported of(Place payload) {
    Translation translation = new Translation(payload, true);
    return new Imported(translation.definitions(), translation.losses().report());
  }
}
