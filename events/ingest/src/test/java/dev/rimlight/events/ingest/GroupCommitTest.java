package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests wait in a bounded queue, and each gets its own receipt out of the common transaction.
final class GroupCommitTest {
  @TempDir Path folder;

  @Test
  void whileTheJournalIsBlocked_onlySoManyWaitAndNoneIsForgotten() throws Exception {
    Path file = folder.resolve("journal.sqlite");
    try (Journal journal = Journal.open(file);
        Connection blocker = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = blocker.createStatement()) {
      GroupCommit groupCommit =
          new GroupCommit(journal, InstantSource.system(), new Meters(journal, Instant.now()));
      statement.execute("begin immediate");
      List<Future<Receipt>> waiting = new ArrayList<>();
      Optional<Future<Receipt>> last = groupCommit.submit(batch(0));
      while (last.isPresent()) {
        waiting.add(last.get());
        last = groupCommit.submit(batch(waiting.size()));
      }
      statement.execute("rollback");

      assertThat(waiting)
          .hasSizeBetween(
              GroupCommit.MOST_WAITING,
              GroupCommit.MOST_WAITING + GroupCommit.MOST_PER_TRANSACTION);
      for (Future<Receipt> receipt : waiting) {
        assertThat(receipt.get()).isEqualTo(new Receipt(1, 0, List.of()));
      }
      groupCommit.finish();
      assertThat(journal.accounting().accepted()).isEqualTo(waiting.size());
    }
  }

  private static Batch batch(long seq) {
    return Batch.of(Lines.exposure("e" + seq, "iso", seq).getBytes(StandardCharsets.UTF_8));
  }
}
