package dev.rimlight.control.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every revision that one environment ever published.
public final class Revisions {
  private final String environment;

  public Revisions(String environment) {
    this.environment = environment;
  }

  public Optional<Revision> newest(Handle handle) {
    return handle
        .createQuery(
            """
            select revision_number, envelope, size_bytes, published_at, published_by, remark from revision
            where environment_key = :env order by revision_number desc limit 1
            """)
        .bind("env", environment)
        .map((row, _) ->
            new Revision(
                row.getInt("revision_number"),
                row.getString("envelope"),
                row.getInt("size_bytes"),
                row.getLong("published_at"),
                row.getString("published_by"),
                row.getString("remark")))
        .findOne();
  }

  public void add(Handle handle, Revision revision) {
    handle
        .createUpdate(
            """
            insert into revision
              (environment_key, revision_number, envelope, size_bytes, published_at, published_by, remark)
            values (:env, :number, :envelope, :size, :at, :by, :remark)
            """)
        .bind("env", environment)
        .bind("number", revision.number())
        .bind("envelope", revision.envelope())
        .bind("size", revision.sizeBytes())
        .bind("at", revision.at())
        .bind("by", revision.by())
        .bind("remark", revision.remark())
        .execute();
  }
}
