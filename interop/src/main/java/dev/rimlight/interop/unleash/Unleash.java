package dev.rimlight.interop.unleash;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.Map;

/// Unleash. Reference: https://docs.getunleash.io/concepts/activation-strategies
public final class Unleash implements Vendor {
  @Override
  public Document open(Place document) {
    return ClientFeatures.read(document);
  }

  @Override
  public Map<String, VendorFunction> functions() {
    return Map.of();
  }
}
