package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;

/// Values as bytes, in snapshots and in contexts. The tags are append only.
final class ValueCodec {
  private static final int BOOL = 0;
  private static final int TEXT = 1;
  private static final int NUMBER = 2;
  private static final int JSON = 3;
  private static final int NULL = 4;
  private static final int ITEMS = 5;
  private static final int MEMBERS = 6;

  private ValueCodec() {}

  static void write(ByteWriter out, Value value) {
    switch (value) {
      case Value.Bool b -> {
        out.u8(BOOL);
        out.bool(b.value());
      }
      case Value.Text t -> {
        out.u8(TEXT);
        out.text(t.value());
      }
      case Value.Numeric n -> {
        out.u8(NUMBER);
        out.f64(n.value());
      }
      case Value.Json j -> {
        out.u8(JSON);
        out.text(j.text());
      }
      case Value.Null n -> out.u8(NULL);
      case Value.Items items -> {
        out.u8(ITEMS);
        out.varint(items.elements().size());
        for (Value element : items.elements()) {
          write(out, element);
        }
      }
      case Value.Members members -> {
        out.u8(MEMBERS);
        out.varint(members.members().size());
        for (Value.Member member : members.members()) {
          out.text(member.name());
          write(out, member.value());
        }
      }
    }
  }

  static Value read(ByteReader in) {
    return read(in, 1);
  }

  private static Value read(ByteReader in, int depth) {
    // One more than a context's: what is nested deeper is null there, and still written.
    if (depth > Limits.CONTEXT_DEPTH + 1) {
      throw new UnsupportedSnapshot("depth of value", depth);
    }
    int tag = in.u8();
    return switch (tag) {
      case BOOL -> Value.of(in.bool());
      case TEXT -> new Value.Text(in.text());
      case NUMBER -> new Value.Numeric(in.f64());
      case JSON -> new Value.Json(in.text());
      case NULL -> Value.NULL;
      case ITEMS -> {
        int count = in.count();
        List<Value> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          elements.add(read(in, depth + 1));
        }
        yield new Value.Items(elements);
      }
      case MEMBERS -> {
        List<Value.Member> members = new ArrayList<>();
        for (int count = in.count(); count > 0; count--) {
          members.add(new Value.Member(in.text(), read(in, depth + 1)));
        }
        yield new Value.Members(members);
      }
      default -> throw new UnsupportedSnapshot("value", tag);
    };
  }
}
