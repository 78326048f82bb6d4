package dev.rimlight.control.alert;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.store.AlertChannels;
import dev.rimlight.control.store.Store;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells people: by a signed webhook, in the words of Slack, or by mail. What cannot be told is
/// told later, less and less often, for three days.
public final class Messenger {
  static final Duration TIMEOUT = Duration.ofSeconds(5);
  static final Duration GIVEN_UP = Duration.ofDays(3);
  static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int AT_ONCE = 50;
  private static final int PROBLEM_CHARS = 500;

  private final Store store;
  private final Environment environment;
  private final AlertChannels channels;
  private final Optional<Smtp> smtp;
  private final ReentrantLock sending = new ReentrantLock();
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// A mail server.
  ///
  /// @param from the sender of mails
  public record Smtp(String host, int port, String from) {}

  public Messenger(Store store, Environment environment, Optional<Smtp> smtp) {
    this.store = store;
    this.environment = environment;
    this.channels = new AlertChannels(environment.key());
    this.smtp = smtp;
  }

  /// Tells what is due, one after the other: nobody is told the same thing twice by two who send.
  void send() {
    sending.lock();
    try {
      sendDue();
    } finally {
      sending.unlock();
    }
  }

  private void sendDue() {
    long now = environment.now();
    for (AlertChannels.Message message : store.read(handle -> channels.due(handle, now, AT_ONCE))) {
      Optional<String> problem =
          store
              .read(handle -> channels.find(handle, message.channel()))
              .flatMap(channel -> tell(channel, message));
      store.write(handle -> {
        if (problem.isEmpty() || now - message.madeAt() > GIVEN_UP.toMillis()) {
          channels.done(handle, message.id());
        } else {
          long wait = Math.min(LONGEST_WAIT.toMillis(), 5_000L << Math.min(message.attempts(), 20));
          channels.failed(handle, message, problem.get(), now + wait);
        }
        return true;
      });
    }
  }

  /// Tells once. What went wrong, if anything did.
  public Optional<String> tell(AlertChannels.Channel channel, AlertChannels.Message message) {
    try {
      switch (channel.kind()) {
        case "webhook" -> post(channel, message, message.body());
        case "slack" ->
            post(channel, message, Json.write(Map.of("text", sentence(message.body()))));
        case "email" -> mail(channel, message);
        default -> throw new IllegalStateException("channel of kind " + channel.kind());
      }
      return Optional.empty();
    } catch (IOException | MessagingException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Optional.of(why.substring(0, Math.min(PROBLEM_CHARS, why.length())));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /// Signed as https://www.standardwebhooks.com has it.
  private void post(AlertChannels.Channel channel, AlertChannels.Message message, String body)
      throws IOException, InterruptedException {
    String seconds = Long.toString(environment.now() / 1_000);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(channel.target()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", seconds)
            .header(
                "webhook-signature",
                "v1," + signature(channel.secret(), message.id() + "." + seconds + "." + body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException(channel.target() + " answered " + status);
    }
  }

  static String signature(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private void mail(AlertChannels.Channel channel, AlertChannels.Message message)
      throws MessagingException, IOException {
    Smtp server = smtp.orElseThrow(() -> new IOException("no mail server was named, see --smtp"));
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
    String millis = Long.toString(TIMEOUT.toMillis());
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.starttls.enable", "true");
    MimeMessage mail = new MimeMessage(Session.getInstance(properties));
    mail.setFrom(new InternetAddress(server.from()));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(channel.target()));
    String sentence = sentence(message.body());
    mail.setSubject("Rimlight: " + sentence, StandardCharsets.UTF_8.name());
    mail.setText(sentence + "\n", StandardCharsets.UTF_8.name());
    mail.setHeader("X-Rimlight-Message", message.id());
    Transport.send(mail);
  }

  /// What people read of a message.
  static String sentence(String body) {
    Map<String, Object> read = Json.readStored(body);
    String state = String.valueOf(read.get("type")).replace("alert.", "");
    Object alert = read.get("alert");
    if (!(alert instanceof Map<?, ?> fields)) {
      return String.valueOf(read.get("text"));
    }
    String acted = String.valueOf(fields.get("acted"));
    return "[%s, %s] %s%s"
        .formatted(
            read.get("environment"),
            state,
            fields.get("sentence"),
            acted.isEmpty() ? "" : " By itself: " + acted + ".");
  }
}
