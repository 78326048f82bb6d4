package dev.rimlight.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lines as people and machines read them, and what never stands in one.
class LogFormatTest {
  private static LogRecord entry(String message, Object... parameters) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setLoggerName("dev.rimlight.shop");
    entry.setInstant(Instant.parse("2026-11-25T13:00:00.123456Z"));
    entry.setParameters(parameters);
    return entry;
  }

  @Test
  void json_isOneObjectALine() {
    LogLine line = LogLine.warning("request refused").with("status", 401).with("traceId", "");
    assertThat(LogFormat.JSON.formatter().format(entry("request refused", line)))
        .isEqualTo(
            "{\"at\":\"2026-11-25T13:00:00.123Z\",\"level\":\"WARNING\",\"logger\":\"dev.rimlight.shop\","
                + "\"message\":\"request refused\",\"status\":401}\n");
  }

  @Test
  void text_hasItsFieldsBehind() {
    LogLine line = LogLine.info("published revision 4").with("environment", "demo");
    assertThat(LogFormat.TEXT.formatter().format(entry("published revision 4", line)))
        .endsWith(" WARNING dev.rimlight.shop: published revision 4 environment=demo\n");
    assertThat(LogFormat.TEXT.formatter().format(entry("{0} of {1}\nlost", 1, 2)))
        .endsWith(": 1 of 2 lost\n");
  }

  @Test
  void failure_isAFieldWithDiscreetMessages() {
    LogRecord entry = entry("failed");
    entry.setThrown(
        new IllegalStateException(
            "mail to ada@example.com", new RuntimeException("name == \"ada\", from 10.1.2.3")));
    JsonNode object = JsonMapper.shared().readTree(LogFormat.JSON.formatter().format(entry));
    assertThat(object.get("failure").asString())
        .startsWith("java.lang.IllegalStateException: mail to [mail]\n\tat dev.rimlight.operate.")
        .contains("Caused by: java.lang.RuntimeException: name == \"...\", from [address]\n");
  }

  @Test
  void discretion_takesWhatTellsWhoSomebodyIs() {
    Map.of(
            "asked http://shop.example/a?q=secret&r=2 twice",
                "asked http://shop.example/a?... twice",
            "no mailbox <ada.b+c@mail.example>", "no mailbox <[mail]>",
            "from /192.168.0.17:51234", "from /[address]:51234",
            "from [2001:db8::17]:80", "from [[address]]:80",
            "at 13:00:05 of 2026-11-25", "at 13:00:05 of 2026-11-25",
            "Bearer 0123456789abcdef0123456789abcdef", "Bearer [secret]",
            "io.helidon.webserver.ServerConnectionException in Foo::bar",
                "io.helidon.webserver.ServerConnectionException in Foo::bar",
            "unit == \"v-17\", must be short", "unit == \"...\", must be short")
        .forEach((text, discreet) -> assertThat(Discretion.of(text)).isEqualTo(discreet));
  }
}
