package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.time.LocalDate;

/// Removes whole days.
public final class Retention {
  private final Layout layout;

  public Retention(Layout layout) {
    this.layout = layout;
  }

  /// To be called by the one who writes parts, between writes. Returns how many days went.
  public int removeBefore(LocalDate first) {
    int removed = 0;
    try {
      for (LocalDate day : layout.days()) {
        if (day.isBefore(first)) {
          layout.delete(day);
          removed++;
        }
      }
    } catch (IOException e) {
      throw new WarehouseFailure("remove days before " + first + " from " + layout.root(), e);
    }
    return removed;
  }
}
