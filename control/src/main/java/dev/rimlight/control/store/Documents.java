package dev.rimlight.control.store;

import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.References;
import dev.rimlight.control.document.Trial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The drafts of one environment, and what of them is published.
public final class Documents {
  private static final String COLUMNS =
      "noun, doc_key, version, body, updated_at, updated_by, started_at, stopped_at";

  private final String environment;
  private final History history;

  public Documents(String environment) {
    this.environment = environment;
    this.history = new History(environment);
  }

  public Optional<Document> find(Handle handle, Noun noun, String key) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from document"
                + " where environment_key = :env and noun = :noun and doc_key = :key and deleted = 0")
        .bind("env", environment)
        .bind("noun", noun.word())
        .bind("key", key)
        .map((row, _) -> document(row))
        .findOne();
  }

  /// An experiment with the metrics that it shares with others.
  public Trial trial(Handle handle, Document experiment) {
    return Trial.read(experiment.tree(), key -> find(handle, Noun.METRIC, key).map(Document::tree));
  }

  public List<Document> list(Handle handle, Noun noun) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from document"
                + " where environment_key = :env and noun = :noun and deleted = 0 order by doc_key")
        .bind("env", environment)
        .bind("noun", noun.word())
        .map((row, _) -> document(row))
        .list();
  }

  /// Some documents of a kind, in the order of their keys.
  ///
  /// @param words all of which a document must have
  /// @param after only those with a later key
  public record Page(List<String> words, String after, int limit) {
    public static final Page ALL = new Page(List.of(), "", Integer.MAX_VALUE);

    public Page {
      words = List.copyOf(words);
    }

    private String conditions() {
      StringBuilder conditions = new StringBuilder();
      for (int i = 0; i < words.size(); i++) {
        conditions.append(" and search_text like :word").append(i).append(" escape '!'");
      }
      return conditions.toString();
    }

    private Query bound(Query query) {
      for (int i = 0; i < words.size(); i++) {
        query.bind("word" + i, "%" + words.get(i).replaceAll("[!%_]", "!$0") + "%");
      }
      return query;
    }
  }

  /// A page, and how many there are on all of them.
  public record Found(List<Document> documents, long total) {}

  public Found find(Handle handle, Noun noun, Page page) {
    String those =
        " from document where environment_key = :env and noun = :noun and deleted = 0"
            + page.conditions();
    long total =
        page.bound(handle.createQuery("select count(*)" + those))
            .bind("env", environment)
            .bind("noun", noun.word())
            .mapTo(long.class)
            .one();
    List<Document> documents =
        page.bound(
                handle.createQuery(
                    "select "
                        + COLUMNS
                        + those
                        + " and doc_key > :after order by doc_key limit :limit"))
            .bind("env", environment)
            .bind("noun", noun.word())
            .bind("after", page.after())
            .bind("limit", page.limit())
            .map((row, _) -> document(row))
            .list();
    return new Found(documents, total);
  }

  public List<Document> listAll(Handle handle) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from document where environment_key = :env and deleted = 0 order by noun, doc_key")
        .bind("env", environment)
        .map((row, _) -> document(row))
        .list();
  }

  /// Makes the document; nothing happens and nothing is returned when it exists.
  public boolean create(Handle handle, Noun noun, String key, Revised revised) {
    int created =
        handle
            .createUpdate(
                """
                insert into document
                  (environment_key, noun, doc_key, version, body, search_text, deleted, updated_at, updated_by)
                values (:env, :noun, :key, 1, :body, :search, 0, :at, :by)
                on conflict (environment_key, noun, doc_key) do update set
                  version = document.version + 1, body = excluded.body, search_text = excluded.search_text, deleted = 0,
                  updated_at = excluded.updated_at, updated_by = excluded.updated_by,
                  started_at = null, stopped_at = null
                where document.deleted = 1
                """)
            .bind("env", environment)
            .bind("noun", noun.word())
            .bind("key", key)
            .bind("body", revised.body())
            .bind("search", revised.search())
            .bind("at", revised.at())
            .bind("by", revised.by())
            .execute();
    if (created == 1) {
      history.keep(handle, noun, key);
    }
    return created == 1;
  }

  /// Changes the document if it still has the version; false otherwise.
  public boolean change(Handle handle, Noun noun, String key, long version, Revised revised) {
    int changed =
        handle
            .createUpdate(
                """
                update document set version = version + 1, body = :body, search_text = :search,
                  updated_at = :at, updated_by = :by
                where environment_key = :env and noun = :noun and doc_key = :key and version = :version
                  and deleted = 0
                """)
            .bind("env", environment)
            .bind("noun", noun.word())
            .bind("key", key)
            .bind("version", version)
            .bind("body", revised.body())
            .bind("search", revised.search())
            .bind("at", revised.at())
            .bind("by", revised.by())
            .execute();
    if (changed == 1) {
      history.keep(handle, noun, key);
    }
    return changed == 1;
  }

  public boolean delete(Handle handle, Noun noun, String key, long version) {
    return 1
        == handle
            .createUpdate(
                """
                update document set deleted = 1
                where environment_key = :env and noun = :noun and doc_key = :key and version = :version
                  and deleted = 0
                """)
            .bind("env", environment)
            .bind("noun", noun.word())
            .bind("key", key)
            .bind("version", version)
            .execute();
  }

  public List<Published> listPublished(Handle handle) {
    return handle
        .createQuery(
            "select noun, doc_key, version, body from published_document"
                + " where environment_key = :env order by noun, doc_key")
        .bind("env", environment)
        .map((row, _) -> published(row))
        .list();
  }

  /// Those of a kind with these keys.
  public List<Published> listPublished(Handle handle, Noun noun, List<String> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            "select noun, doc_key, version, body from published_document"
                + " where environment_key = :env and noun = :noun and doc_key in (<keys>)")
        .bind("env", environment)
        .bind("noun", noun.word())
        .bindList("keys", keys)
        .map((row, _) -> published(row))
        .list();
  }

  public Optional<Published> findPublished(Handle handle, Noun noun, String key) {
    return handle
        .createQuery(
            "select noun, doc_key, version, body from published_document"
                + " where environment_key = :env and noun = :noun and doc_key = :key")
        .bind("env", environment)
        .bind("noun", noun.word())
        .bind("key", key)
        .map((row, _) -> published(row))
        .findOne();
  }

  /// The versions of all drafts, by name.
  public Map<References.Name, Long> versions(Handle handle) {
    return versions(
        handle,
        "select noun, doc_key, version from document"
            + " where environment_key = :env and deleted = 0 order by noun, doc_key");
  }

  public Map<References.Name, Long> publishedVersions(Handle handle) {
    return versions(
        handle,
        "select noun, doc_key, version from published_document"
            + " where environment_key = :env order by noun, doc_key");
  }

  private Map<References.Name, Long> versions(Handle handle, String question) {
    Map<References.Name, Long> versions = new LinkedHashMap<>();
    handle
        .createQuery(question)
        .bind("env", environment)
        .map((row, _) ->
            Map.entry(
                new References.Name(Noun.ofWord(row.getString("noun")), row.getString("doc_key")),
                row.getLong("version")))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }

  /// All drafts become the published documents.
  public void publishAll(Handle handle) {
    handle
        .createUpdate("delete from published_document where environment_key = :env")
        .bind("env", environment)
        .execute();
    handle
        .createUpdate(
            """
            insert into published_document (environment_key, noun, doc_key, version, body)
            select environment_key, noun, doc_key, version, body from document
            where environment_key = :env and deleted = 0
            """)
        .bind("env", environment)
        .execute();
  }

  public void started(Handle handle, String experiment, long at) {
    mark(handle, "started_at", experiment, at);
  }

  public void stopped(Handle handle, String experiment, long at) {
    mark(handle, "stopped_at", experiment, at);
  }

  private void mark(Handle handle, String column, String experiment, long at) {
    handle
        .createUpdate(
            "update document set %1$s = :at where environment_key = :env and noun = :noun and doc_key = :key and %1$s is null"
                .formatted(column))
        .bind("at", at)
        .bind("env", environment)
        .bind("noun", Noun.EXPERIMENT.word())
        .bind("key", experiment)
        .execute();
  }

  private static Document document(ResultSet row) throws SQLException {
    return new Document(
        Noun.ofWord(row.getString("noun")),
        row.getString("doc_key"),
        row.getLong("version"),
        row.getString("body"),
        row.getLong("updated_at"),
        row.getString("updated_by"),
        time(row, "started_at"),
        time(row, "stopped_at"));
  }

  private static Published published(ResultSet row) throws SQLException {
    return new Published(
        Noun.ofWord(row.getString("noun")),
        row.getString("doc_key"),
        row.getLong("version"),
        row.getString("body"));
  }

  private static OptionalLong time(ResultSet row, String column) throws SQLException {
    long at = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(at);
  }
}
