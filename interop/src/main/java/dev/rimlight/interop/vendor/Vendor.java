package dev.rimlight.interop.vendor;

import dev.rimlight.interop.json.Place;
import java.util.Map;

/// A vendor's language: how its documents are read and its functions called.
public interface Vendor {
  /// Reads a whole document; throws [InvalidDocument] when it is none of this vendor's.
  Document open(Place document);

  /// The functions by name, see `--function`.
  Map<String, VendorFunction> functions();
}
