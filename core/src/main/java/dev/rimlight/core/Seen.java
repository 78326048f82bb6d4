package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// The attributes of one context as one snapshot asks for them: by slot instead of by name.
final class Seen {
  private final Snapshot snapshot;
  private final Context context;

  /// Texts stand for themselves, everything else is a [Value]; what is missing is null's.
  private final @Nullable Object[] bySlot;

  private @Nullable Question question;

  Seen(Snapshot snapshot, Context context) {
    this.snapshot = snapshot;
    this.context = context;
    this.bySlot = new Object[snapshot.slots()];
  }

  /// Whether these are the snapshot's slots, those of its newest plan too.
  boolean isOf(Snapshot other) {
    return snapshot == other && bySlot.length == other.slots();
  }

  Context context() {
    return context;
  }

  Object at(int slot) {
    Object known = bySlot[slot];
    return known != null ? known : find(slot);
  }

  private Object find(int slot) {
    Value value = context.attribute(snapshot.nameOf(slot));
    Object found =
        value == null ? Value.NULL : value instanceof Value.Text text ? text.value() : value;
    bySlot[slot] = found;
    return found;
  }

  /// For a condition that looks at nothing but the context.
  Question question() {
    if (question == null) {
      question = new Question(snapshot, KillList.NONE, context, 0, null);
    }
    return question;
  }
}
