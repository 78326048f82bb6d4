package dev.rimlight.control.analyze;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A method of the reference tables, answered by our statistics in the tables' words.
@FunctionalInterface
interface ReferenceMethod {
  /// The members that the table's `expected` has; throws [Refused] for what cannot be computed.
  Map<String, Object> answer(JsonNode input);
}
