package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.Map;

/// GrowthBook's payloads, and the functions that its SDKs are made of.
public final class GrowthBook implements Vendor {
  @Override
  public Document open(Place document) {
    return new Payload(document);
  }

  @Override
  public Map<String, VendorFunction> functions() {
    return Map.of(
        "evalCondition", Functions::evalCondition,
        "hash", Functions::hash,
        "getBucketRange", Functions::getBucketRange,
        "chooseVariation", Functions::chooseVariation,
        "inNamespace", Functions::inNamespace,
        "getEqualWeights", Functions::getEqualWeights,
        "getQueryStringOverride", Functions::getQueryStringOverride,
        "run", Experiments::run,
        "urlRedirect", Experiments::urlRedirect);
  }
}
