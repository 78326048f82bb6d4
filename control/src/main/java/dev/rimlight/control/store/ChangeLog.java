package dev.rimlight.control.store;

import dev.rimlight.control.document.Noun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Who changed what, in order and without gaps; written in the transaction of the change.
public final class ChangeLog {
  private static final String COLUMNS =
      "seq, happened_at, account_name, what, action, doc_key, sentence";

  private final String environment;

  public ChangeLog(String environment) {
    this.environment = environment;
  }

  /// A change about to be logged.
  public record Entry(
      long at, String by, Change.What what, String action, String key, String sentence) {
    public static Entry of(
        long at, String by, Noun noun, String verb, String key, String sentence) {
      return new Entry(
          at, by, Change.What.valueOf(noun.name()), noun.word() + "." + verb, key, sentence);
    }
  }

  public Change append(Handle handle, Entry entry) {
    long seq = last(handle) + 1;
    handle
        .createUpdate(
            """
            insert into change_log
              (environment_key, seq, happened_at, account_name, what, action, doc_key, sentence)
            values (:env, :seq, :at, :by, :what, :action, :key, :sentence)
            """)
        .bind("env", environment)
        .bind("seq", seq)
        .bind("at", entry.at())
        .bind("by", entry.by())
        .bind("what", entry.what().name().toLowerCase(Locale.ROOT))
        .bind("action", entry.action())
        .bind("key", entry.key())
        .bind("sentence", entry.sentence())
        .execute();
    return new Change(
        seq, entry.at(), entry.by(), entry.what(), entry.action(), entry.key(), entry.sentence());
  }

  public long last(Handle handle) {
    return handle
        .createQuery("select coalesce(max(seq), 0) from change_log where environment_key = :env")
        .bind("env", environment)
        .mapTo(long.class)
        .one();
  }

  /// The newest entries, newest first.
  public List<Change> newest(Handle handle, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from change_log where environment_key = :env order by seq desc limit :limit")
        .bind("env", environment)
        .bind("limit", limit)
        .map((row, _) -> change(row))
        .list();
  }

  /// What a watcher missed who saw everything up to `seq`, oldest first.
  public List<Change> after(Handle handle, long seq, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from change_log where environment_key = :env and seq > :seq order by seq limit :limit")
        .bind("env", environment)
        .bind("seq", seq)
        .bind("limit", limit)
        .map((row, _) -> change(row))
        .list();
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        row.getLong("seq"),
        row.getLong("happened_at"),
        row.getString("account_name"),
        Change.What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
        row.getString("action"),
        row.getString("doc_key"),
        row.getString("sentence"));
  }
}
