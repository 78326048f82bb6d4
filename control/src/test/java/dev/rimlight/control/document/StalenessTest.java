package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StalenessTest {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"on":true,"default":{"variant":"a"}}                                        | 31 | constant: It gives a to everybody, and has not changed for 31 days.
          {"on":true,"default":{"variant":"a"}}                                        | 29 |
          {"on":true,"default":{"variant":"a"},"rules":[{"id":"r"}]}                   | 31 |
          {"on":true,"default":{"experiment":"x"}}                                     | 31 |
          {"on":false,"default":{"variant":"a"}}                                       | 40 | off: It is off, and has not changed for 40 days.
          {"on":true,"default":{"variant":"a"},"expires":"2026-11-24T23:59:59Z"}       | 0  | expired: It was to be gone by 2026-11-24T23:59:59Z.
          {"on":true,"default":{"variant":"a"},"expires":"2026-11-25T00:00:01Z"}       | 0  |
          """)
  void flag_isStaleWhenItsTimeIsOverOrItHasLongGivenTheSame(
      String flag, long days, @Nullable String expected) {
    assertThat(
            Staleness.of(
                    Json.readObject(flag.getBytes(StandardCharsets.UTF_8)),
                    NOW.minus(Duration.ofDays(days)),
                    NOW)
                .map(stale -> stale.reason() + ": " + stale.sentence()))
        .isEqualTo(Optional.ofNullable(expected));
  }
}
