package dev.rimlight.interop.flagd;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.Map;

/// flagd's flag definitions; `fractional` of the second generation.
public final class Flagd implements Vendor {
  @Override
  public Document open(Place document) {
    return new FlagDefinitions(document);
  }

  @Override
  public Map<String, VendorFunction> functions() {
    return Map.of();
  }
}
