package dev.rimlight.operate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Something that happened, in words for people and in fields by which it is found.
///
/// Fields hold what has few values or is made by us: ids, numbers, names of operations. What a
/// person is known by never becomes one.
public record LogLine(Level level, String message, Map<String, Object> fields) {
  public LogLine {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  public static LogLine info(String message) {
    return new LogLine(Level.INFO, message, Map.of());
  }

  public static LogLine warning(String message) {
    return new LogLine(Level.WARNING, message, Map.of());
  }

  public static LogLine error(String message) {
    return new LogLine(Level.SEVERE, message, Map.of());
  }

  /// Without a value there is no field.
  public LogLine with(String name, @Nullable Object value) {
    if (value == null || value.equals("")) {
      return this;
    }
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new LogLine(level, message, more);
  }

  public void to(Logger logger) {
    to(logger, null);
  }

  /// With what led to it.
  public void to(Logger logger, @Nullable Throwable failure) {
    LogRecord line = new LogRecord(level, message);
    line.setLoggerName(logger.getName());
    line.setParameters(new Object[] {this});
    line.setThrown(failure);
    logger.log(line);
  }
}
