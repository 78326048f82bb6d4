package dev.rimlight.operate;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// How a server writes its log to standard error: one line for each thing that happened, for people
/// or as a JSON object. Stack traces follow a line of text, and are a field of an object.
public enum LogFormat {
  TEXT {
    @Override
    String line(LogRecord entry) {
      StringBuilder line = new StringBuilder();
      line.append(LOCAL.format(entry.getInstant().atZone(ZoneId.systemDefault())));
      line.append(' ').append(word(entry.getLevel())).append(' ');
      line.append(entry.getLoggerName()).append(": ").append(message(entry));
      fields(entry)
          .forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
      String trace = trace(entry.getThrown());
      return trace.isEmpty() ? line + "\n" : line + "\n" + trace;
    }
  },
  JSON {
    @Override
    String line(LogRecord entry) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("at", entry.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
      object.put("level", word(entry.getLevel()));
      object.put("logger", String.valueOf(entry.getLoggerName()));
      object.put("message", message(entry));
      object.putAll(fields(entry));
      String trace = trace(entry.getThrown());
      if (!trace.isEmpty()) {
        object.put("failure", trace);
      }
      return JsonMapper.shared().writeValueAsString(object) + "\n";
    }
  };

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /// Held, because a level is lost with its logger.
  private static final Logger OURS = Logger.getLogger("dev.rimlight");

  private static final Logger ROOT = Logger.getLogger("");
  private static final int MOST_FRAMES = 40;

  /// All that this process logs, from now on. Libraries speak when something is wrong.
  public void install() {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(formatter());
    console.setLevel(Level.ALL);
    ROOT.addHandler(console);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(Level.INFO);
    LastingLog.last();
  }

  /// Of one line.
  public Formatter formatter() {
    return new Formatter() {
      @Override
      public String format(LogRecord entry) {
        return line(entry);
      }
    };
  }

  abstract String line(LogRecord entry);

  private static String word(Level level) {
    return level.equals(Level.SEVERE) ? "ERROR" : level.getName();
  }

  private static String message(LogRecord entry) {
    return Discretion.of(told(entry).map(LogLine::message).orElseGet(() -> formatted(entry)));
  }

  private static String formatted(LogRecord entry) {
    return new Formatter() {
      @Override
      public String format(LogRecord unused) {
        return formatMessage(unused);
      }
    }.format(entry).replace('\n', ' ').replace('\r', ' ');
  }

  private static Map<String, Object> fields(LogRecord entry) {
    return told(entry).map(LogLine::fields).orElse(Map.of());
  }

  private static Optional<LogLine> told(LogRecord entry) {
    Object[] parameters = entry.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof LogLine line
        ? Optional.of(line)
        : Optional.empty();
  }

  /// As the JDK prints it, with discreet messages.
  private static String trace(@Nullable Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      trace.append(trace.isEmpty() ? "" : "Caused by: ").append(each.getClass().getName());
      if (each.getMessage() != null) {
        trace.append(": ").append(Discretion.of(each.getMessage()));
      }
      trace.append('\n');
      StackTraceElement[] frames = each.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
        trace.append("\tat ").append(frames[i]).append('\n');
      }
    }
    return trace.toString();
  }
}
