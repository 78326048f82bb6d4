package dev.rimlight.control.document;

/// Whether a route may bring script of its own into pages; the operator decides at the start.
public enum Scripts {
  REFUSED,
  ALLOWED
}
