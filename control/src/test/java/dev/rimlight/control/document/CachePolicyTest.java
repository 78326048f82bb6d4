package dev.rimlight.control.document;

import static dev.rimlight.control.document.Written.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an author may say of the edge's cache.
class CachePolicyTest {
  private static String cache(String fields) {
    return "\"cache\":{" + fields.replace('\'', '"') + "}";
  }

  private static CachePolicy policy(String fields) {
    Map<String, Object> route = Written.route(cache(fields));
    return Objects.requireNonNull(Route.read(route, Scripts.REFUSED).cache());
  }

  @Test
  void fields_areTakenUpToTheirLimits() {
    assertThat(policy("'seconds':1"))
        .isEqualTo(new CachePolicy(1, 0, null, CachePolicy.Keep.ORIGIN));
    assertThat(policy("'seconds':86400,'staleSeconds':604800,'query':['page'],'keep':'edited'"))
        .isEqualTo(new CachePolicy(86_400, 604_800, List.of("page"), CachePolicy.Keep.EDITED));
    assertThat(policy("'seconds':1,'query':[]").query()).isEmpty();
    String most = String.join(",", Collections.nCopies(20, "'p'"));
    assertThat(policy("'seconds':1,'query':[" + most + "]").query()).hasSize(20);
    assertRefused(
        Written.route(cache("'seconds':1,'query':[" + most + ",'p']")),
        "/cache/query",
        "query has 21 entries, must be 0..20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'keep':'origin' | /seconds | seconds is missing, must be given",
        "'seconds':0 | /seconds | seconds == 0, must be in 1..86400",
        "'seconds':86401 | /seconds | seconds == 86401, must be in 1..86400",
        "'seconds':1,'staleSeconds':-1 | /staleSeconds | staleSeconds == -1, must be in 0..604800",
        "'seconds':1,'staleSeconds':604801 | /staleSeconds | staleSeconds == 604801, must be in"
            + " 0..604800",
        "'seconds':1,'query':['a b'] | /query/0 | 0 == \"a b\", must be a match of"
            + " [A-Za-z0-9_.-]{1,64}",
        "'seconds':1,'keep':'all' | /keep | keep == \"all\", must be one of origin, edited",
        "'seconds':1,'vary':'x' | /vary | vary is unknown, must be one of query, seconds,"
            + " staleSeconds, keep"
      })
  void otherValues_areRefused(String fields, String field, String message) {
    assertRefused(Written.route(cache(fields)), "/cache" + field, message);
  }
}
