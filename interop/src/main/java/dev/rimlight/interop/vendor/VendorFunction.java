package dev.rimlight.interop.vendor;

import dev.rimlight.interop.json.Place;

/// One of a vendor's functions.
public interface VendorFunction {
  /// What must be decided for a call, and how its result then reads.
  ///
  /// @param arguments an array
  Inquiry<Result> call(Place arguments);
}
