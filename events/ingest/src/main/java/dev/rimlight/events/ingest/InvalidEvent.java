package dev.rimlight.events.ingest;

/// A line breaks a rule of `spec/event.schema.json`; the message names field, value and bound.
final class InvalidEvent extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN_CHARACTERS = 80;

  InvalidEvent(String message) {
    super(message);
  }

  static InvalidEvent of(String field, String value, String bound) {
    String shown =
        value.length() <= MOST_SHOWN_CHARACTERS
            ? value
            : value.substring(0, MOST_SHOWN_CHARACTERS) + "...";
    return new InvalidEvent(field + " == " + shown + ", must be " + bound);
  }
}
