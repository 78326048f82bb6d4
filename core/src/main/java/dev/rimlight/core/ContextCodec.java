package dev.rimlight.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A whole context as bytes, so that it can be carried between runtimes, or kept and asked again,
/// without a loss: names in their order, numbers to the bit, lone surrogates.
public final class ContextCodec {
  private ContextCodec() {}

  public static byte[] encode(Context context) {
    ByteWriter out = new ByteWriter();
    String unit = context.unit();
    out.bool(unit != null);
    out.text(unit == null ? "" : unit);
    out.varint(context.attributes().size());
    for (Map.Entry<String, Value> attribute : context.attributes().entrySet()) {
      out.text(attribute.getKey());
      ValueCodec.write(out, attribute.getValue());
    }
    out.varint(context.forced().size());
    for (Map.Entry<String, String> forced : new TreeMap<>(context.forced()).entrySet()) {
      out.text(forced.getKey());
      out.text(forced.getValue());
    }
    out.varint(context.assigned().size());
    for (Map.Entry<String, Map<Integer, String>> assigned :
        new TreeMap<>(context.assigned()).entrySet()) {
      out.text(assigned.getKey());
      out.varint(assigned.getValue().size());
      for (Map.Entry<Integer, String> version : new TreeMap<>(assigned.getValue()).entrySet()) {
        out.i32(version.getKey());
        out.text(version.getValue());
      }
    }
    out.varint(context.segments().size());
    for (String segment : new TreeSet<>(context.segments())) {
      out.text(segment);
    }
    out.bool(context.isTesting());
    return out.toBytes();
  }

  /// Throws [UnsupportedSnapshot] when the bytes are no context.
  public static Context decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, 0, bytes.length);
    boolean known = in.bool();
    String unit = in.text();
    Context context = new Context(known ? unit : null);
    for (int count = in.count(); count > 0; count--) {
      context.with(in.text(), ValueCodec.read(in));
    }
    for (int count = in.count(); count > 0; count--) {
      context.force(in.text(), in.text());
    }
    for (int count = in.count(); count > 0; count--) {
      String experiment = in.text();
      for (int versions = in.count(); versions > 0; versions--) {
        context.assigned(experiment, in.i32(), in.text());
      }
    }
    for (int count = in.count(); count > 0; count--) {
      context.inSegment(in.text());
    }
    return in.bool() ? context.testing() : context;
  }
}
