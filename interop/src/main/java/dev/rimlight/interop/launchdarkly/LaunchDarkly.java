package dev.rimlight.interop.launchdarkly;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.Map;

/// LaunchDarkly. Reference: https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules
public final class LaunchDarkly implements Vendor {
  @Override
  public Document open(Place document) {
    return FlagsAndSegments.read(document);
  }

  @Override
  public Map<String, VendorFunction> functions() {
    return Map.of("bucket", BucketFunction::call);
  }
}
