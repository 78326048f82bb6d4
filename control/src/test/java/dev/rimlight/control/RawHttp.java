package dev.rimlight.control;

import dev.rimlight.control.document.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests as bytes on a connection of their own, so that nothing corrects them on the way.
final class RawHttp {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int BODY_BYTES = 32 * 1024;
  private static final int TARGET_CHARS = 2_000;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private RawHttp() {}

  /// @param target path and query as they stand in the request line
  /// @param body its bytes, each as a character of ISO 8859-1
  record Request(String method, String target, List<String> headers, String body) {
    Request with(String header) {
      List<String> all = new ArrayList<>(headers);
      all.add(header);
      return new Request(method, target, all, body);
    }

    /// Not framed as HTTP has it, or so long that the server may close before it has read all.
    boolean broken() {
      boolean framed =
          headers.stream()
              .filter(header -> header.matches("(Content-Length|Transfer-Encoding):.*"))
              .allMatch(header -> header.equals("Content-Length: " + body.length()));
      return !framed || body.length() > BODY_BYTES || target.length() > TARGET_CHARS;
    }

    private byte[] head() {
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
      headers.forEach(header -> head.append(header).append("\r\n"));
      return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return "%s %s %s %s"
          .formatted(method, cut(target), headers.stream().map(RawHttp::cut).toList(), cut(body));
    }
  }

  /// @param text the body; of a stream only what came first
  /// @param after what came after the answer, which should be nothing
  record Answer(int status, String head, String text, String after) {
    String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    Map<String, Object> json() {
      return Json.readStored(text);
    }

    @Override
    public String toString() {
      return status + " " + cut(text);
    }
  }

  private static String cut(String text) {
    return text.length() <= 700 ? text : text.substring(0, 700) + "... of " + text.length();
  }

  /// The answer; none when the server closed while it was still being sent to.
  static Optional<Answer> send(int port, Request request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.head());
      socket.getOutputStream().write(request.body().getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return Optional.of(read(socket.getInputStream()));
    } catch (SocketException _) {
      return Optional.empty(); // reset: what was sent is more than the server wanted to read
    }
  }

  private static Answer read(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      read.write(buffer, 0, count);
      if (begunStream(read.toString(StandardCharsets.ISO_8859_1))) {
        break; // it does not end by itself
      }
    }
    String all =
        read.toString(StandardCharsets.ISO_8859_1)
            .replaceFirst("^HTTP/1.1 100 [^\\r]*\r\n\r\n", "");
    int end = all.indexOf(END_OF_HEAD);
    if (end < 0 || !all.startsWith("HTTP/1.1 ")) {
      throw new IOException("not an answer of HTTP: " + cut(all));
    }
    String head = all.substring(0, end);
    String body = all.substring(end + END_OF_HEAD.length());
    Answer answer = new Answer(Integer.parseInt(head.substring(9, 12)), head, body, "");
    String length = answer.header("Content-Length");
    if (answer.header("Transfer-Encoding").equals("chunked")) {
      return new Answer(answer.status(), head, unchunked(body), "");
    }
    int bytes = length.isEmpty() ? 0 : Integer.parseInt(length);
    return new Answer(
        answer.status(),
        head,
        new String(
            body.substring(0, bytes).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
        body.substring(bytes));
  }

  private static boolean begunStream(String read) {
    int end = read.indexOf(END_OF_HEAD);
    return end >= 0
        && end + END_OF_HEAD.length() < read.length()
        && read.substring(0, end).contains("Content-Type: text/event-stream");
  }

  /// Good for ASCII, which is all that comes in chunks here.
  private static String unchunked(String body) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int line = body.indexOf("\r\n", at);
      int size = line < 0 ? 0 : Integer.parseInt(body.substring(at, line).strip(), 16);
      if (size == 0) {
        break;
      }
      text.append(body, line + 2, Math.min(body.length(), line + 2 + size));
      at = line + 2 + size + 2;
    }
    return text.toString();
  }
}
