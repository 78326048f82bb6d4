package dev.rimlight.control.publish;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Something made of what is kept, and made again only when something was logged since.
///
/// Drafts, publications and kills are logged in the transaction that changes them. So the number of
/// the last entry, read with the rest in one view, says whether any of them changed, whichever of
/// several control planes did it. What hangs on the clock too is made again once an hour.
public final class Remembered<T> {
  static final Duration LONGEST = Duration.ofHours(1);

  private final Environment environment;
  private final Function<Handle, T> making;
  private volatile @Nullable Made<T> last;

  /// @param making must not depend on anything else than drafts, publications and kills
  public Remembered(Environment environment, Function<Handle, T> making) {
    this.environment = environment;
    this.making = making;
  }

  private record Made<T>(long seq, long until, T value) {}

  public T value() {
    return environment.read(handle -> {
      long seq = environment.log().last(handle);
      Made<T> made = last;
      if (made == null || made.seq() != seq || environment.now() >= made.until()) {
        made = new Made<>(seq, environment.now() + LONGEST.toMillis(), making.apply(handle));
        last = made;
      }
      return made.value();
    });
  }
}
