package dev.rimlight.control.rejection;

import dev.rimlight.core.InvalidDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refused request: the reason, a sentence that names the thing, the value and the bound, and
/// nothing half-done.
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Rejection rejection;
  private final String code;
  private final transient List<Fault> faults;
  private final transient Map<String, String> headers;
  private final transient @Nullable Object current;

  public Rejected(Rejection rejection, String detail) {
    this(rejection, rejection.code(), detail, List.of(), Map.of(), null);
  }

  private Rejected(
      Rejection rejection,
      String code,
      String detail,
      List<Fault> faults,
      Map<String, String> headers,
      @Nullable Object current) {
    super(detail);
    this.rejection = rejection;
    this.code = code;
    this.faults = List.copyOf(faults);
    this.headers = Map.copyOf(headers);
    this.current = current;
  }

  /// Invalid with one fault; the code is the one that found it.
  public static Rejected of(InvalidDefinition invalid) {
    return new Rejected(
        Rejection.INVALID_DOCUMENT,
        invalid.code(),
        String.valueOf(invalid.getMessage()),
        List.of(new Fault(invalid.pointer(), String.valueOf(invalid.getMessage()))),
        Map.of(),
        null);
  }

  public Rejected withFaults(List<Fault> found) {
    return new Rejected(rejection, code, detail(), found, headers, current);
  }

  public Rejected withHeader(String name, String value) {
    return new Rejected(rejection, code, detail(), faults, Map.of(name, value), current);
  }

  /// With the document as it is now, so that the sender can merge and try again.
  public Rejected withCurrent(Object document) {
    return new Rejected(rejection, code, detail(), faults, headers, document);
  }

  public Rejection rejection() {
    return rejection;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Fault> faults() {
    return faults;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Optional<Object> current() {
    return Optional.ofNullable(current);
  }
}
