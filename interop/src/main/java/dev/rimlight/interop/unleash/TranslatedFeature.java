package dev.rimlight.interop.unleash;

import dev.rimlight.core.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feature in our language: a flag that says whether it is on, and one that says which variant it
/// gives.
///
/// @param variantFlag null when it has no variants
/// @param variants of the variant flag, in their order
record TranslatedFeature(Flag flag, @Nullable Flag variantFlag, List<VariantList.Entry> variants) {
  static final String ON = "on";
  static final String OFF = "off";

  TranslatedFeature {
    variants = List.copyOf(variants);
  }
}
