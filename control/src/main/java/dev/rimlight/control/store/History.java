package dev.rimlight.control.store;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every version of every document, and what people said about them.
public final class History {
  private final String environment;

  public History(String environment) {
    this.environment = environment;
  }

  /// A version as it was.
  public record Version(long version, String body, long updatedAt, String updatedBy) {
    public Map<String, Object> tree() {
      return Json.readStored(body);
    }
  }

  /// Keeps the document's present version.
  void keep(Handle handle, Noun noun, String key) {
    handle
        .createUpdate(
            """
            insert into document_version (environment_key, noun, doc_key, version, body, updated_at, updated_by)
            select environment_key, noun, doc_key, version, body, updated_at, updated_by from document
            where environment_key = :env and noun = :noun and doc_key = :key
            """)
        .bind("env", environment)
        .bind("noun", noun.word())
        .bind("key", key)
        .execute();
  }

  /// Newest first.
  public List<Version> versions(Handle handle, Noun noun, String key, long before, int limit) {
    return handle
        .createQuery(
            """
            select version, body, updated_at, updated_by from document_version
            where environment_key = :env and noun = :noun and doc_key = :key and version < :before
            order by version desc limit :limit
            """)
        .bind("env", environment)
        .bind("noun", noun.word())
        .bind("key", key)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) ->
            new Version(
                row.getLong("version"),
                row.getString("body"),
                row.getLong("updated_at"),
                row.getString("updated_by")))
        .list();
  }

  public Optional<Version> version(Handle handle, Noun noun, String key, long version) {
    return versions(handle, noun, key, version + 1, 1).stream()
        .filter(found -> found.version() == version)
        .findFirst();
  }

  /// Something said about a document.
  public record Remark(long seq, long at, String by, String text) {}

  public Remark say(Handle handle, Noun noun, String key, Remark remark) {
    long seq =
        handle
            .createQuery(
                "select coalesce(max(seq), 0) + 1 from remark"
                    + " where environment_key = :env and noun = :noun and doc_key = :key")
            .bind("env", environment)
            .bind("noun", noun.word())
            .bind("key", key)
            .mapTo(long.class)
            .one();
    handle
        .createUpdate(
            """
            insert into remark (environment_key, noun, doc_key, seq, made_at, made_by, body)
            values (:env, :noun, :key, :seq, :at, :by, :text)
            """)
        .bind("env", environment)
        .bind("noun", noun.word())
        .bind("key", key)
        .bind("seq", seq)
        .bind("at", remark.at())
        .bind("by", remark.by())
        .bind("text", remark.text())
        .execute();
    return new Remark(seq, remark.at(), remark.by(), remark.text());
  }

  /// Oldest first.
  public List<Remark> remarks(Handle handle, Noun noun, String key) {
    return handle
        .createQuery(
            "select seq, made_at, made_by, body from remark"
                + " where environment_key = :env and noun = :noun and doc_key = :key order by seq")
        .bind("env", environment)
        .bind("noun", noun.word())
        .bind("key", key)
        .map((row, _) ->
            new Remark(
                row.getLong("seq"),
                row.getLong("made_at"),
                row.getString("made_by"),
                row.getString("body")))
        .list();
  }
}
