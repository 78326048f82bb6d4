package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times against examples of RFC 3339 and against java.time.
@NullUnmarked
class TimestampTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1969-12-31T23:59:59.999Z, -1",
    "1985-04-12T23:20:50.52Z, 482196050520",
    "1996-12-19T16:39:57-08:00, 851042397000",
    "1937-01-01T12:00:27.87+00:20, -1041337172130",
    "2017-12-06T00:00:00.000-07:00, 1512543600000",
    "2026-11-22t17:00:00.1z, 1795366800100",
    "2026-11-22T17:00:00.123999999999999999999Z, 1795366800123",
    "2024-02-29T00:00:00+23:59, 1709078460000",
    "2000-02-29T00:00:00-00:00, 951782400000",
    "0000-01-01T00:00:00Z, -62167219200000",
    "9999-12-31T23:59:59.999Z, 253402300799999"
  })
  void dateTime_isMillisecondsSince1970(String text, long millis) {
    assertThat(Timestamp.parseDateTime(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22",
        "2026-11-22T17:00:00",
        "2026-11-22T17:00Z",
        "2026-11-22 17:00:00Z",
        "2017-12-06X00:00:00.000-07:00",
        "00:00:00.000-07.00",
        "1512543600000",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00+1:00",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+01:60",
        "2026-01-01T00:00:00+01:00 ",
        "2026-01-01T00:00:00ZZ",
        "26-01-01T00:00:00Z",
        "+2026-01-01T00:00:00Z",
        "2026-1-1T00:00:00Z",
        "2026-01-01T00:00:0\u0661Z"
      })
  void otherText_isNoDateTime(String text) {
    assertThat(Timestamp.parseDateTime(text)).isEmpty();
  }

  @Test
  void date_isItsFirstMillisecond() {
    assertThat(Timestamp.parseDate("2026-11-22")).hasValue(1_795_305_600_000L);
    for (String text : new String[] {"", "2026-11-2", "2026-02-30", "2026-11-22Z", "2026/11/22"}) {
      assertThat(Timestamp.parseDate(text)).as(text).isEmpty();
    }
  }

  @Test
  void everyDay_isCountedAsTheJdkDoes() {
    LocalDate day = LocalDate.of(0, 1, 1);
    while (day.getYear() < 10_000) {
      if (day.getYear() % 100 < 5 || day.getDayOfYear() % 17 == 0) {
        assertThat(Timestamp.parseDate(day.toString()).orElseThrow())
            .isEqualTo(day.toEpochDay() * 86_400_000);
      }
      day = day.plusDays(1);
    }
  }

  @Test
  void randomTimes_areReadAsTheJdkDoes() {
    Random random = new Random(23);
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime time =
          OffsetDateTime.of(
              random.nextInt(10_000),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              1 + random.nextInt(59),
              random.nextInt(1_000_000_000),
              ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2_160) - 1_080)));
      assertThat(Timestamp.parseDateTime(time.toString()))
          .as("%s", time)
          .hasValue(time.toInstant().toEpochMilli());
    }
  }
}
