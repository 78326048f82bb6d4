package dev.rimlight.control.results;

import dev.rimlight.events.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The warehouse of one environment, opened by the first question: starting need not wait for the
/// database engine.
final class OpenedWarehouse implements AutoCloseable {
  private final Optional<Path> folder;
  private final String environment;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable Warehouse warehouse;

  OpenedWarehouse(Optional<Path> folder, String environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /// None where no events are kept.
  Optional<Warehouse> get() {
    return folder.map(this::opened);
  }

  private Warehouse opened(Path parquet) {
    opening.lock();
    try {
      Warehouse open = warehouse;
      if (open == null) {
        open = Warehouse.open(parquet, environment);
        warehouse = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() {
    opening.lock();
    try {
      if (warehouse != null) {
        warehouse.close();
        warehouse = null;
      }
    } finally {
      opening.unlock();
    }
  }
}
