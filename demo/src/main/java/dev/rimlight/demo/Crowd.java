package dev.rimlight.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps a number of visitors in the shop at the same time, each on a thread of its own.
final class Crowd implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong next = new AtomicLong();
  private final Settings settings;
  private final Tally tally;
  private volatile boolean open = true;

  private Crowd(Settings settings, Tally tally) {
    this.settings = settings;
    this.tally = tally;
  }

  static Crowd enter(Settings settings, Tally tally) {
    Crowd crowd = new Crowd(settings, tally);
    for (int i = 0; i < settings.visitors(); i++) {
      crowd.threads.add(Thread.ofVirtual().name("visitor-" + i).start(crowd::visitAgainAndAgain));
    }
    return crowd;
  }

  private void visitAgainAndAgain() {
    while (open) {
      SplittableRandom random = new SplittableRandom(mix(settings.seed(), next.getAndIncrement()));
      try {
        new Visitor(new Browser(client, settings.edge(), tally), random, tally, settings.fault())
            .visit();
        tally.visitors.increment();
        if (!settings.headless()) {
          Thread.sleep(100 + random.nextInt(300));
        }
      } catch (IOException counted) {
        // The tally has it; this visitor is gone, the next one comes.
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Each visitor's choices depend on the seed and its number alone, however the threads are
  /// scheduled.
  private static long mix(long seed, long visitor) {
    return new SplittableRandom(seed).nextLong() ^ (visitor * 0x9E3779B97F4A7C15L);
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean open() {
    return open;
  }

  /// Lets nobody in any more and waits until everybody has left.
  @Override
  public void close() {
    open = false;
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
