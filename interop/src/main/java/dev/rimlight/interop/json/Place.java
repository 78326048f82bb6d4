package dev.rimlight.interop.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One place in a JSON document, which knows where it is, so that whatever is wrong or lost there
/// can be named.
///
/// @param pointer where, as RFC 6901 writes it; empty for the whole document
/// @param value what is there
public record Place(String pointer, @Nullable Object value) {
  public static Place root(@Nullable Object document) {
    return new Place("", document);
  }

  /// Whether this is an object that has the member, be it null.
  public boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  /// The member; its value is null if there is none.
  public Place at(String name) {
    Object member = value instanceof Map<?, ?> map ? map.get(name) : null;
    return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), member);
  }

  /// The element; there must be one.
  public Place at(int index) {
    return new Place(pointer + "/" + index, array().get(index));
  }

  public boolean isNull() {
    return value == null;
  }

  /// The object here, in the order of the document.
  public Map<String, @Nullable Object> object() {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // Json reads no other maps
      Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
      return members;
    }
    throw wrong("must be an object");
  }

  /// The object's members in the order of the document; of null none.
  public List<Member> members() {
    if (value == null) {
      return List.of();
    }
    List<Member> members = new ArrayList<>();
    object().keySet().forEach(name -> members.add(new Member(name, at(name))));
    return members;
  }

  /// The array's elements; of null none.
  public List<Place> elements() {
    if (value == null) {
      return List.of();
    }
    List<Place> elements = new ArrayList<>();
    for (int i = 0; i < array().size(); i++) {
      elements.add(at(i));
    }
    return elements;
  }

  public List<@Nullable Object> array() {
    if (value instanceof List<?> list) {
      @SuppressWarnings("unchecked") // Json reads no other lists
      List<@Nullable Object> elements = (List<@Nullable Object>) list;
      return elements;
    }
    throw wrong("must be an array");
  }

  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("must be a string");
  }

  public boolean bool() {
    if (value instanceof Boolean b) {
      return b;
    }
    throw wrong("must be true or false");
  }

  /// A finite number.
  public double number() {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong("must be a finite number");
  }

  /// A number without a fraction, however it is written: 1 and 1.0 are one number.
  public int integer() {
    double d = number();
    if (d == Math.rint(d) && Math.abs(d) <= Integer.MAX_VALUE) {
      return (int) d;
    }
    throw wrong("must be a whole number of at most " + Integer.MAX_VALUE);
  }

  public @Nullable String textOrNull() {
    return value == null ? null : text();
  }

  public String textOr(String absent) {
    return value == null ? absent : text();
  }

  public boolean boolOr(boolean absent) {
    return value == null ? absent : bool();
  }

  public double numberOr(double absent) {
    return value == null ? absent : number();
  }

  public int integerOr(int absent) {
    return value == null ? absent : integer();
  }

  /// `pointer == value, must ...`, the value cut at 80 characters.
  public InvalidDocument wrong(String bound) {
    String shown = JsonText.of(value);
    if (shown.length() > 80) {
      shown = shown.substring(0, 77) + "...";
    }
    String where = pointer.isEmpty() ? "the document" : pointer;
    return new InvalidDocument(pointer, where + " == " + shown + ", " + bound);
  }

  public record Member(String name, Place place) {}
}
