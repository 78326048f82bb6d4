package dev.rimlight.control.store;

import dev.rimlight.control.document.FieldDiff;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who changed what, in order and without gaps; written in the transaction of the change.
public final class ChangeLog {
  private static final String COLUMNS =
      "seq, happened_at, account_name, what, action, doc_key, sentence, detail, hash";

  private final String environment;

  public ChangeLog(String environment) {
    this.environment = environment;
  }

  /// A change about to be logged.
  public record Entry(
      long at,
      String by,
      Change.What what,
      String action,
      String key,
      String sentence,
      List<FieldDiff.Difference> differences) {
    public Entry(long at, String by, Change.What what, String action, String key, String sentence) {
      this(at, by, what, action, key, sentence, List.of());
    }

    public Entry with(List<FieldDiff.Difference> found) {
      return new Entry(at, by, what, action, key, sentence, found);
    }

    public static Entry of(
        long at, String by, Noun noun, String verb, String key, String sentence) {
      return new Entry(
          at, by, Change.What.valueOf(noun.name()), noun.word() + "." + verb, key, sentence);
    }
  }

  public Change append(Handle handle, Entry entry) {
    Change change = chained(handle, entry);
    handle
        .createUpdate(
            """
            insert into change_log
              (environment_key, seq, happened_at, account_name, what, action, doc_key, sentence, detail, hash)
            values (:env, :seq, :at, :by, :what, :action, :key, :sentence, :detail, :hash)
            """)
        .bind("env", environment)
        .bind("seq", change.seq())
        .bind("at", entry.at())
        .bind("by", entry.by())
        .bind("what", entry.what().name().toLowerCase(Locale.ROOT))
        .bind("action", entry.action())
        .bind("key", entry.key())
        .bind("sentence", entry.sentence())
        .bind("detail", change.detail())
        .bind("hash", change.hash())
        .execute();
    return change;
  }

  private Change chained(Handle handle, Entry entry) {
    Optional<Change> last = newest(handle, 1).stream().findFirst();
    String detail = entry.differences().isEmpty() ? "" : Json.write(entry.differences());
    Change unsealed =
        new Change(
            last.map(Change::seq).orElse(0L) + 1,
            entry.at(),
            entry.by(),
            entry.what(),
            entry.action(),
            entry.key(),
            entry.sentence(),
            detail,
            "");
    String before =
        last.map(Change::hash).filter(hash -> !hash.isEmpty()).orElse(ChangeChain.START);
    return unsealed.sealed(ChangeChain.hash(environment, before, unsealed));
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
    return find(handle, Question.ANY, limit);
  }

  /// Which entries are asked for; an empty text asks for all.
  ///
  /// @param before only those with a smaller number
  public record Question(long before, String by, String key, String action) {
    public static final Question ANY = new Question(Long.MAX_VALUE, "", "", "");
  }

  /// Newest first.
  public List<Change> find(Handle handle, Question question, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                   from change_log where environment_key = :env and seq < :before
                  and (:by = '' or account_name = :by)
                  and (:key = '' or doc_key = :key)
                  and (:action = '' or action = :action)
                order by seq desc limit :limit
                """)
        .bind("env", environment)
        .bind("before", question.before())
        .bind("by", question.by())
        .bind("key", question.key())
        .bind("action", question.action())
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
        row.getString("sentence"),
        row.getString("detail"),
        row.getString("hash"));
  }
}
