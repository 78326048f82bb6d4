package dev.rimlight.control.publish;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes what is published into a namespace of Workers KV by Cloudflare's API, beside what the
/// Worker's relay writes there: when no edge can be reached, those that still serve learn of a kill
/// all the same.
///
/// KV takes one write a second and key. Only the newest counts; what fails is tried again, when
/// Cloudflare says so or ever more slowly.
///
/// https://developers.cloudflare.com/api/resources/kv/subresources/namespaces/subresources/values/
public final class KvLeg implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final Duration BETWEEN_WRITES = Duration.ofMillis(1_100);
  static final Duration LAST_RETRY = Duration.ofSeconds(30);

  private final Namespace namespace;
  private final HttpClient client;
  private final InstantSource clock;
  private final Runnable turned;
  private final Key snapshots = new Key("snapshot");
  private final Key kills = new Key("kill");

  /// Where to write, and by whose leave.
  ///
  /// @param api address of Cloudflare's API, version 4
  /// @param token may write to the namespace
  public record Namespace(URI api, String account, String id, String token) {
    @Override
    public String toString() {
      return "namespace " + id; // without the token
    }

    URI address(String key) {
      return URI.create(
          "%s/accounts/%s/storage/kv/namespaces/%s/values/%s".formatted(api, account, id, key));
    }
  }

  KvLeg(Namespace namespace, HttpClient client, InstantSource clock, Runnable turned) {
    this.namespace = namespace;
    this.client = client;
    this.clock = clock;
    this.turned = turned;
  }

  void start() {
    snapshots.thread.start();
    kills.thread.start();
  }

  void snapshot(Channel.Message message) {
    snapshots.give(message);
  }

  void kills(Channel.Message message) {
    kills.give(message);
  }

  EdgeState ofSnapshots() {
    return state(snapshots);
  }

  EdgeState ofKills() {
    return state(kills);
  }

  String name() {
    return "kv:" + namespace.id();
  }

  private EdgeState state(Key key) {
    Written written = key.written;
    Channel.Message newest = key.newest;
    EdgeState.State state =
        newest == null || written.number == newest.number()
            ? EdgeState.State.CURRENT
            : written.error == null ? EdgeState.State.BEHIND : EdgeState.State.UNREACHABLE;
    return new EdgeState(
        name(),
        state,
        snapshots.written.number,
        kills.written.number,
        written.delayMillis,
        written.error,
        written.at == 0 ? null : (Long) written.at);
  }

  /// What is known to be there, and why the last attempt failed.
  private record Written(
      long number, long at, @Nullable Long delayMillis, @Nullable String error) {}

  /// One key of the namespace.
  private final class Key {
    private final String name;
    private final Thread thread;
    private volatile Channel.@Nullable Message newest;
    private volatile Written written = new Written(0, 0, null, null);

    Key(String name) {
      this.name = name;
      this.thread = Thread.ofVirtual().name("kv " + name).unstarted(this::keep);
    }

    synchronized void give(Channel.Message message) {
      Channel.Message known = newest;
      if (known == null || known.number() < message.number()) {
        newest = message;
        notifyAll();
      }
    }

    private synchronized Channel.Message next() throws InterruptedException {
      Channel.Message message = newest;
      while (message == null || message.number() == written.number) {
        wait();
        message = newest;
      }
      return message;
    }

    private void keep() {
      Duration wait = BETWEEN_WRITES;
      try {
        while (true) {
          Duration asked = write(next());
          wait = written.error == null ? BETWEEN_WRITES : asked.isPositive() ? asked : slower(wait);
          Thread.sleep(wait);
        }
      } catch (InterruptedException _) {
        // the control plane stops
      }
    }

    private static Duration slower(Duration wait) {
      Duration twice = wait.multipliedBy(2);
      return twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
    }

    /// How long Cloudflare wants to be left alone, if it says so.
    private Duration write(Channel.Message message) throws InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(namespace.address(name))
              .timeout(TIMEOUT)
              .header("Authorization", "Bearer " + namespace.token())
              .header("Content-Type", "application/octet-stream")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(message.envelope()))
              .build();
      long number = written.number;
      Duration asked = Duration.ZERO;
      try {
        HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() / 100 == 2) {
          written = new Written(message.number(), clock.millis(), message.ageMillis(), null);
        } else {
          asked = retryAfter(response);
          failed(number, "Cloudflare answered " + response.statusCode());
        }
      } catch (IOException e) {
        failed(number, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      }
      turned.run();
      return asked;
    }

    private void failed(long number, String error) {
      written = new Written(number, clock.millis(), written.delayMillis, error);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
      return response
          .headers()
          .firstValue("Retry-After")
          .filter(text -> text.matches("\\d{1,4}"))
          .map(text -> Duration.ofSeconds(Long.parseLong(text)))
          .orElse(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    snapshots.thread.interrupt();
    kills.thread.interrupt();
  }
}
