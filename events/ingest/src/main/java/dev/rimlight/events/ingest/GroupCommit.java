package dev.rimlight.events.ingest;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/// One thread that writes whatever waits into one transaction, so that many requests share one
/// forced write to the disk.
final class GroupCommit {
  /// Requests that may wait; with [Batch#MOST_BYTES] this bounds the memory they hold.
  static final int MOST_WAITING = 100;

  static final int MOST_PER_TRANSACTION = 50;

  private final Journal journal;
  private final InstantSource clock;
  private final Meters meters;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;

  private sealed interface Waiting {
    /// A request that waits for its batch.
    record ForReceipt(Batch batch, CompletableFuture<Receipt> receipt) implements Waiting {}

    /// Nothing comes after this.
    record End() implements Waiting {}
  }

  GroupCommit(Journal journal, InstantSource clock, Meters meters) {
    this.journal = journal;
    this.clock = clock;
    this.meters = meters;
    this.thread = Thread.ofPlatform().name("group-commit").start(this::run);
  }

  /// Empty when too many wait already.
  Optional<Future<Receipt>> submit(Batch batch) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    return queue.offer(new Waiting.ForReceipt(batch, receipt))
        ? Optional.of(receipt)
        : Optional.empty();
  }

  private void run() {
    List<Waiting> taken = new ArrayList<>();
    do {
      taken.clear();
      try {
        taken.add(queue.take());
      } catch (InterruptedException e) {
        throw new IllegalStateException("group-commit is ended by finish, not by interruption", e);
      }
      queue.drainTo(taken, MOST_PER_TRANSACTION - 1);
      commit(taken);
    } while (!(taken.getLast() instanceof Waiting.End));
  }

  private void commit(List<Waiting> taken) {
    List<Batch> batches = new ArrayList<>();
    List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
    for (Waiting each : taken) {
      if (each instanceof Waiting.ForReceipt(Batch batch, CompletableFuture<Receipt> receipt)) {
        batches.add(batch);
        waiting.add(receipt);
      }
    }
    try {
      long began = System.nanoTime();
      List<Receipt> receipts = journal.append(batches, clock.instant());
      meters.committed(batches.size(), System.nanoTime() - began);
      for (int i = 0; i < receipts.size(); i++) {
        waiting.get(i).complete(receipts.get(i));
      }
    } catch (SQLException | RuntimeException e) {
      waiting.forEach(receipt -> receipt.completeExceptionally(e));
    }
  }

  /// Finishes what waits. Nothing may be submitted any more.
  void finish() throws InterruptedException {
    queue.put(new Waiting.End());
    thread.join();
  }
}
