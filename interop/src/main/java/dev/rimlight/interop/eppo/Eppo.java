package dev.rimlight.interop.eppo;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.Map;

/// Eppo. Reference: https://docs.geteppo.com/sdks/sdk-features/
public final class Eppo implements Vendor {
  @Override
  public Document open(Place document) {
    return FlagConfiguration.read(document);
  }

  @Override
  public Map<String, VendorFunction> functions() {
    return Map.of();
  }
}
