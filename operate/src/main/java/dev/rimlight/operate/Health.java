package dev.rimlight.operate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks a server of this machine how it is and ends with 0 when it is well: for images that hold no
/// other program that could ask.
final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Health() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(arguments.length == 1 && well(URI.create(arguments[0])) ? 0 : 1);
  }

  static boolean well(URI address) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }
}
