package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The door lets through what the schema allows and says in one line what it does not.
final class EventLineTest {
  private static final String HEAD =
      "{'id':'e1','kind':'conversion','at':1795255200000,'unit':'u','isolate':'iso','seq':0,'name':'order'";

  @Test
  void fullLine_becomesAnEvent() {
    String text =
        """
        {"id":"a.B:9_-","kind":"exposure","at":1795255200000,"unit":"ü","isolate":"i-1","seq":7,
         "experiment":"banner","variant":"on","revision":3,"name":"n","value":1.5,"route":"home",
         "country":"DE","device":"mobile","bot":true,"source":"client","applied":false,"weight":4.5,
         "navigation":"soft-navigation","page":"p_1-a","cache":"stale","colo":"FRA",
         "degraded":"kv","consent":"analytics","subject":"main > h1",
         "person":"p-1","browser":"firefox"}\
        """;
    Event expected =
        new Event(
            "a.B:9_-",
            Event.Kind.EXPOSURE,
            Instant.ofEpochMilli(1795255200000L),
            "ü",
            "i-1",
            7,
            "banner",
            "on",
            3L,
            "n",
            1.5,
            "home",
            "DE",
            "mobile",
            true,
            "client",
            new Event.Circumstances(
                false,
                4.5,
                "soft-navigation",
                "p_1-a",
                "stale",
                "FRA",
                "kv",
                "analytics",
                "main > h1",
                "p-1",
                "firefox"));
    assertThat(EventLine.parse(1, text)).isEqualTo(new Line.Valid(expected, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | line is not a JSON object",
        "{} | id is missing, must be given for every event",
        "{'foo':1} | field == \"foo\", must be one of id, kind, at, unit, isolate, seq, experiment,"
            + " variant, revision, name, value, route, country, device, bot, source, applied,"
            + " weight, navigation, page, cache, colo, degraded, consent, subject, person, browser",
        "{'id':''} | id == \"\", must be a match of ^[A-Za-z0-9_.:-]{1,64}$",
        "{'id':7} | id == 7, must be a string",
        "{'id':'a','kind':'click'} | kind == \"click\", must be one of exposure, conversion, vital,"
            + " error, edge, audit, assignment",
        "{'id':'a','kind':'edge'} | at is missing, must be given for every event",
        "{'id':'a','kind':'edge','at':1577836799999} | at == 1577836799999, must be in"
            + " 1577836800000..4102444800000",
        "{'id':'a','kind':'edge','at':1795255200000.5} | at == 1.7952552000005E12, must be a whole"
            + " number in 1577836800000..4102444800000",
        "{'id':'a','kind':'edge','at':1795255200000,'unit':''} | unit == \"\", must be 1..128"
            + " characters long",
      })
  void brokenLine_isRejectedWithFieldValueAndBound(String line, String reason) {
    assertThat(EventLine.parse(4, quoted(line)))
        .isEqualTo(new Line.Rejected(4, reason, Optional.empty(), quoted(line)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",'value':'x' | value == \"x\", must be a finite number",
        ",'value':1e999 | value == \"Infinity\", must be a finite number",
        ",'bot':1 | bot == 1, must be true or false",
        ",'country':'de' | country == \"de\", must be a match of ^[A-Z]{2}$",
        ",'device':'watch' | device == \"watch\", must be one of desktop, mobile, tablet, other",
        ",'source':'cdn' | source == \"cdn\", must be one of edge, client, server",
        ",'revision':-1 | revision == -1, must be in 0..9223372036854775807",
        ",'unit':null | line is not JSON: Duplicate Object property \"unit\"",
        ",'route':null | route == null, must be a string",
        ",'applied':'yes' | applied == \"yes\", must be true or false",
        ",'weight':0.5 | weight == 0.5, must be >= 1.0",
        ",'navigation':'push' | navigation == \"push\", must be one of navigate, reload,"
            + " back-forward, back-forward-cache, prerender, restore, soft-navigation",
        ",'page':'a b' | page == \"a b\", must be a match of ^[A-Za-z0-9_-]{1,32}$",
        ",'cache':'HIT' | cache == \"HIT\", must be one of hit, miss, stale, bypass",
        ",'colo':'FRA1' | colo == \"FRA1\", must be a match of ^[A-Z]{3}$",
        ",'degraded':'' | degraded == \"\", must be 1..64 characters long",
        ",'consent':'none' | consent == \"none\", must be one of functional, analytics,"
            + " personalization",
        ",'subject':'' | subject == \"\", must be 1..200 characters long",
      })
  void brokenField_isRejectedButNotLost(String field, String reason) {
    Line line = EventLine.parse(2, quoted(HEAD + field + "}"));
    assertThat(line).isInstanceOf(Line.Rejected.class);
    Line.Rejected rejected = (Line.Rejected) line;
    assertThat(rejected.reason()).isEqualTo(reason);
    Optional<Origin> origin =
        reason.startsWith("line") ? Optional.empty() : Optional.of(new Origin("iso", 0));
    assertThat(rejected.origin()).isEqualTo(origin);
  }

  @Test
  void whatAKindNeeds_isAskedFor() {
    String exposure = HEAD.replace("conversion", "exposure") + "}";
    assertThat(EventLine.parse(1, quoted(exposure)))
        .hasFieldOrPropertyWithValue("reason", "experiment is missing, must be given for exposure");
    String assignment = HEAD.replace("conversion", "assignment") + ",'experiment':'e'}";
    assertThat(EventLine.parse(1, quoted(assignment)))
        .hasFieldOrPropertyWithValue("reason", "variant is missing, must be given for assignment");
    String audit = HEAD.replace("conversion", "audit").replace(",'name':'order'", "") + "}";
    assertThat(EventLine.parse(1, quoted(audit)))
        .hasFieldOrPropertyWithValue("reason", "name is missing, must be given for audit");
    String vital = HEAD.replace("conversion", "vital").replace(",'name':'order'", "") + "}";
    assertThat(EventLine.parse(1, quoted(vital)))
        .hasFieldOrPropertyWithValue("reason", "name is missing, must be given for vital");
  }

  @Test
  void unitLength_isCountedInCharactersNotInUtf16() {
    String longest = "😀".repeat(EventLine.LONGEST_UNIT);
    assertThat(EventLine.parse(1, quoted(HEAD.replace("'u'", "'" + longest + "'") + "}")))
        .isInstanceOf(Line.Valid.class);
    assertThat(EventLine.parse(1, quoted(HEAD.replace("'u'", "'" + longest + "x'") + "}")))
        .isInstanceOf(Line.Rejected.class);
  }

  /// The limits here and in the schema are the same numbers.
  @Test
  void limits_areThoseOfTheSchema() {
    Path schema = Path.of(System.getProperty("rimlight.root", "../..")).resolve("spec");
    JsonNode fields =
        JsonMapper.shared().readTree(schema.resolve("event.schema.json")).get("properties");
    assertThat(fields.propertyNames()).containsExactlyElementsOf(EventLine.FIELDS);
    assertThat(fields.at("/id/pattern").asString()).isEqualTo(EventLine.ID.pattern());
    assertThat(fields.at("/isolate/pattern").asString()).isEqualTo(EventLine.ISOLATE.pattern());
    assertThat(fields.at("/country/pattern").asString()).isEqualTo(EventLine.COUNTRY.pattern());
    assertThat(texts(fields.at("/kind/enum"))).containsExactlyElementsOf(EventLine.KINDS);
    assertThat(texts(fields.at("/device/enum"))).containsExactlyElementsOf(EventLine.DEVICES);
    assertThat(texts(fields.at("/source/enum"))).containsExactlyElementsOf(EventLine.SOURCES);
    assertThat(fields.at("/at/minimum").asLong()).isEqualTo(EventLine.EARLIEST_AT);
    assertThat(fields.at("/at/maximum").asLong()).isEqualTo(EventLine.LATEST_AT);
    assertThat(fields.at("/seq/maximum").asLong()).isEqualTo(EventLine.HIGHEST_SEQ);
    assertThat(fields.at("/unit/maxLength").asInt()).isEqualTo(EventLine.LONGEST_UNIT);
    assertThat(fields.at("/page/pattern").asString()).isEqualTo(EventLine.PAGE.pattern());
    assertThat(fields.at("/colo/pattern").asString()).isEqualTo(EventLine.COLO.pattern());
    assertThat(texts(fields.at("/navigation/enum")))
        .containsExactlyElementsOf(EventLine.NAVIGATIONS);
    assertThat(texts(fields.at("/cache/enum"))).containsExactlyElementsOf(EventLine.CACHES);
    assertThat(texts(fields.at("/consent/enum"))).containsExactlyElementsOf(EventLine.CONSENTS);
    assertThat(fields.at("/weight/minimum").asDouble()).isEqualTo(EventLine.LOWEST_WEIGHT);
    assertThat(fields.at("/subject/maxLength").asInt()).isEqualTo(EventLine.LONGEST_SUBJECT);
    for (String field : List.of("experiment", "variant", "name", "route", "degraded")) {
      assertThat(fields.get(field).get("maxLength").asInt()).isEqualTo(EventLine.LONGEST_NAME);
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static String quoted(String line) {
    return line.replace('\'', '"');
  }
}
