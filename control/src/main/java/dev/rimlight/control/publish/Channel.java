package dev.rimlight.control.publish;

import dev.rimlight.control.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Keeps one edge supplied with the newest message of one kind.
///
/// It looks at what the edge should run and what it says it runs, not at a queue of things to send:
/// only the newest counts, a lost acknowledgement is asked for again, and an edge that forgot
/// everything is given everything.
final class Channel implements Runnable {
  static final Duration FIRST_RETRY = Duration.ofMillis(50);
  static final Duration LAST_RETRY = Duration.ofSeconds(2);
  static final Duration OFFERED_AGAIN = Duration.ofSeconds(15);
  static final long ANSWER_BYTES = 64 * 1024;

  /// A signed envelope, its number, and when this process made it (0 when an earlier one did).
  static final class Message {
    private final long number;
    private final byte[] envelope;
    private final long madeNanos;

    /// The request that made it.
    private final Context context = Context.current();

    Message(long number, byte[] envelope, long madeNanos) {
      this.number = number;
      this.envelope = envelope.clone();
      this.madeNanos = madeNanos;
    }

    long number() {
      return number;
    }

    byte[] envelope() {
      return envelope.clone();
    }

    /// Since it was made; null when an earlier process made it.
    @Nullable Long ageMillis() {
      return madeNanos == 0
          ? null
          : (Long) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - madeNanos);
    }

    long madeNanos() {
      return madeNanos;
    }
  }

  /// How the last attempt went.
  record Attempt(
      boolean reached,
      @Nullable Acknowledgement acknowledgement,
      @Nullable String error,
      @Nullable Long delayMillis,
      long at) {}

  private final String kind;
  private final URI target;
  private final HttpClient client;
  private final InstantSource clock;
  private final Duration timeout;
  private final ToLongFunction<Acknowledgement> runs;
  private final Runnable changed;
  private final Traces traces;
  private final Semaphore wake = new Semaphore(0);

  private volatile @Nullable Message newest;
  private volatile @Nullable Attempt last;
  private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> inFlight;
  private volatile boolean closed;
  private long delayOfNumber;
  private @Nullable Long delayMillis;

  /// @param kind what the messages are, for traces
  Channel(
      String kind,
      URI edge,
      HttpClient client,
      InstantSource clock,
      Duration timeout,
      ToLongFunction<Acknowledgement> runs,
      Runnable changed,
      Traces traces) {
    this.kind = kind;
    this.target = edge.resolve("/_rl/publish");
    this.client = client;
    this.clock = clock;
    this.timeout = timeout;
    this.runs = runs;
    this.changed = changed;
    this.traces = traces;
  }

  /// The edge should run this from now on. Returns at once; an older message on its way is given
  /// up.
  synchronized void give(Message message) {
    Message known = newest;
    if (known != null && known.number() >= message.number()) {
      return;
    }
    newest = message;
    CompletableFuture<HttpResponse<byte[]>> older = inFlight;
    if (older != null) {
      older.cancel(true);
    }
    wake.release();
  }

  /// The edge said elsewhere what it runs. When it had acknowledged the newest message and no
  /// longer runs it, it is offered again at once; a channel that is behind anyway keeps its pace.
  void hear(Acknowledgement now) {
    Message message = newest;
    Attempt attempt = last;
    Acknowledgement then = attempt == null ? null : attempt.acknowledgement();
    if (message != null
        && then != null
        && runs.applyAsLong(then) >= message.number()
        && runs.applyAsLong(now) < message.number()) {
      wake.release();
    }
  }

  @Nullable Message newest() {
    return newest;
  }

  @Nullable Attempt last() {
    return last;
  }

  void close() {
    closed = true;
    wake.release();
    CompletableFuture<HttpResponse<byte[]>> older = inFlight;
    if (older != null) {
      older.cancel(true);
    }
  }

  @Override
  public void run() {
    long retryMillis = FIRST_RETRY.toMillis();
    try {
      while (!closed) {
        Message message = newest;
        if (message == null) {
          wake.acquire();
        } else if (offer(message)) {
          retryMillis = FIRST_RETRY.toMillis();
          rest(OFFERED_AGAIN.toMillis());
        } else {
          rest(retryMillis);
          retryMillis = Math.min(2 * retryMillis, LAST_RETRY.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(long millis) throws InterruptedException {
    if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  /// True when the edge runs it, or something newer.
  private boolean offer(Message message) {
    Span span = begin(message);
    try {
      boolean taken = offer(message, span);
      if (!taken) {
        Traces.fail(span, "the edge does not run it");
      }
      return taken;
    } finally {
      span.end();
    }
  }

  /// What was acknowledged and is offered again belongs to no request any more.
  private Span begin(Message message) {
    Context parent = delayOfNumber == message.number() ? Context.root() : message.context;
    Span span = traces.begin("deliver " + kind, SpanKind.CLIENT, parent);
    span.setAttribute("server.address", String.valueOf(target.getHost()));
    span.setAttribute("rimlight.number", message.number());
    return span;
  }

  private boolean offer(Message message, Span span) {
    CompletableFuture<HttpResponse<byte[]>> sent = send(message, span);
    try {
      HttpResponse<byte[]> response = sent.join();
      if (response.statusCode() != 200) {
        return note(true, null, "the edge answered " + response.statusCode());
      }
      Acknowledgement acknowledgement = Acknowledgement.read(response.body());
      long number = runs.applyAsLong(acknowledgement);
      if (number < message.number()) {
        return note(true, acknowledgement, null);
      }
      measure(message);
      String foreign =
          number == message.number()
              ? null
              : "the edge runs %d, must be <= %d: it heard from another control plane"
                  .formatted(number, message.number());
      note(true, acknowledgement, foreign);
      return true;
    } catch (Acknowledgement.UnusableAnswer e) {
      return note(true, null, e.getMessage());
    } catch (CancellationException _) {
      return false; // a newer message took its place, or the channel is closed
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      return note(false, null, "cannot reach the edge: " + why);
    } finally {
      inFlight = null;
    }
  }

  private synchronized CompletableFuture<HttpResponse<byte[]>> send(Message message, Span span) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.envelope));
    Traces.carry(Context.root().with(span), request);
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES));
    inFlight = sent;
    return sent;
  }

  private void measure(Message message) {
    if (delayOfNumber != message.number()) {
      delayOfNumber = message.number();
      delayMillis =
          message.madeNanos == 0
              ? null
              : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - message.madeNanos);
    }
  }

  private boolean note(
      boolean reached, @Nullable Acknowledgement acknowledgement, @Nullable String error) {
    last = new Attempt(reached, acknowledgement, error, delayMillis, clock.millis());
    changed.run();
    return false;
  }
}
