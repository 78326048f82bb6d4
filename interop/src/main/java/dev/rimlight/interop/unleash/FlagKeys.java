package dev.rimlight.interop.unleash;

import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Keys of the two flags that a feature becomes: `checkout` and `checkout.variant`.
final class FlagKeys {
  private final Set<String> features;
  private final KeyNames names;

  FlagKeys(Set<String> features) {
    this.features = features;
    List<String> all = new ArrayList<>(features);
    features.forEach(feature -> all.add(variantName(feature)));
    this.names = new KeyNames(all);
  }

  String ofFeature(String feature) {
    return names.key(feature);
  }

  String ofVariants(String feature) {
    return names.key(variantName(feature));
  }

  /// A feature may itself be called so.
  private String variantName(String feature) {
    String name = feature + ".variant";
    while (features.contains(name)) {
      name += "s";
    }
    return name;
  }
}
