package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An event is a duplicate if and only if its id was there before, wherever the ids are by now.
final class KnownIdsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int GENERATION = 50;

  @TempDir Path folder;

  /// Against a plain set of ids; with hashes that nearly all meet, too.
  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 1_000, 7})
  void randomIds_areDuplicatesExactlyWhenTheyCameBefore(long hashes) throws Exception {
    KnownIds.Settings settings = new KnownIds.Settings(GENERATION, id -> id.hashCode() % hashes);
    Random random = new Random(hashes);
    Set<String> before = new HashSet<>();
    int seq = 0;
    for (int life = 0; life < 6; life++) {
      if (life == 3) {
        Files.delete(folder.resolve("known-ids.sqlite"));
      }
      try (Journal journal = open(settings)) {
        for (int batch = 0; batch < 20; batch++) {
          List<String> ids = ids(random, 1 + random.nextInt(20));
          int known = 0;
          for (String id : ids) {
            known += before.add(id) ? 0 : 1;
          }
          Receipt receipt = append(journal, ids, seq);
          seq += ids.size();
          assertThat(receipt.duplicate()).isEqualTo(known);
          assertThat(receipt.accepted()).isEqualTo(ids.size() - known);
          journal.shelveIds();
        }
      }
    }
    assertThat(runs()).isGreaterThan(5);
  }

  @Test
  void idsOfABatchThatFailed_areNotKnown() throws SQLException {
    try (Journal journal = open(new KnownIds.Settings(GENERATION, String::hashCode))) {
      sql(
          "journal",
          "create trigger broken before insert on event begin select raise(abort, 'x'); end");
      assertThat(fails(journal, "a")).isTrue();
      sql("journal", "drop trigger broken");
      assertThat(append(journal, List.of("a", "b"), 0).accepted()).isEqualTo(2);
    }
  }

  @Test
  void runsOfEventsThatHaveLeft_areDropped() throws SQLException {
    try (Journal journal = open(new KnownIds.Settings(GENERATION, String::hashCode))) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 2 * GENERATION; i++) {
        ids.add("id" + i);
      }
      append(journal, ids.subList(0, GENERATION), 0);
      journal.shelveIds();
      append(journal, ids.subList(GENERATION, 2 * GENERATION), GENERATION);
      journal.shelveIds();
      assertThat(runs()).isEqualTo(2);
      journal.loaded(journal.plan().orElseThrow());
      append(journal, List.of("last"), 2 * GENERATION);
      journal.cleanUp(NOW.plus(Journal.DUPLICATE_WINDOW).plus(Duration.ofMillis(1)));
      assertThat(runs()).isZero();
      assertThat(append(journal, List.of("id0", "last"), 2 * GENERATION + 1).accepted())
          .isEqualTo(1);
    }
  }

  private static boolean fails(Journal journal, String id) {
    try {
      append(journal, List.of(id), 0);
      return false;
    } catch (SQLException _) {
      return true;
    }
  }

  private static List<String> ids(Random random, int size) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ids.add("id" + random.nextInt(1_000));
    }
    return ids;
  }

  private Journal open(KnownIds.Settings settings) throws SQLException {
    return Journal.open(folder.resolve("journal.sqlite"), settings);
  }

  private static Receipt append(Journal journal, List<String> ids, int seq) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (String id : ids) {
      lines.add(Lines.exposure(id, "iso", seq + lines.size()));
    }
    Batch batch = Batch.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    return journal.append(List.of(batch), NOW).getFirst();
  }

  private int runs() throws SQLException {
    try (Connection connection = connect("known-ids");
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from run")) {
      return row.getInt(1);
    }
  }

  private void sql(String file, String sql) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file + ".sqlite"));
  }
}
