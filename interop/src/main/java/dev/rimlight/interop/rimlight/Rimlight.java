package dev.rimlight.interop.rimlight;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.Map;

/// Our own language, as spec/openapi.yaml defines it.
public final class Rimlight implements Vendor {
  @Override
  public Document open(Place document) {
    return EnvironmentDocument.read(document);
  }

  @Override
  public Map<String, VendorFunction> functions() {
    return Map.of();
  }
}
