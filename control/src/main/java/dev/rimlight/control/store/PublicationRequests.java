package dev.rimlight.control.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Wishes to publish the drafts of one environment as they were, and who agreed.
public final class PublicationRequests {
  private static final String COLUMNS =
      "request_number, made_at, made_by, remark, publish_at, least_approvals, drafts, ended_at, ended_by, revision_number";

  private final String environment;

  public PublicationRequests(String environment) {
    this.environment = environment;
  }

  /// A wish to publish.
  ///
  /// @param publishAt when it is to be published; by hand when absent
  /// @param leastApprovals whatever the policy says
  /// @param drafts the versions that are meant, JSON by name
  /// @param revision that came of it; absent when it was cancelled or is open
  public record Request(
      long number,
      long madeAt,
      String madeBy,
      String remark,
      @Nullable Long publishAt,
      int leastApprovals,
      String drafts,
      @Nullable Long endedAt,
      @Nullable String endedBy,
      @Nullable Long revision) {}

  /// Somebody agreed.
  public record Approval(String by, long at, String comment) {}

  public long nextNumber(Handle handle) {
    return 1
        + handle
            .createQuery(
                "select coalesce(max(request_number), 0) from publication_request where environment_key = :env")
            .bind("env", environment)
            .mapTo(long.class)
            .one();
  }

  public void add(Handle handle, Request request) {
    handle
        .createUpdate(
            """
            insert into publication_request
              (environment_key, request_number, made_at, made_by, remark, publish_at, least_approvals, drafts)
            values (:env, :number, :at, :by, :remark, :publishAt, :least, :drafts)
            """)
        .bind("env", environment)
        .bind("number", request.number())
        .bind("at", request.madeAt())
        .bind("by", request.madeBy())
        .bind("remark", request.remark())
        .bind("publishAt", request.publishAt())
        .bind("least", request.leastApprovals())
        .bind("drafts", request.drafts())
        .execute();
  }

  public Optional<Request> find(Handle handle, long number) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from publication_request where environment_key = :env and request_number = :number")
        .bind("env", environment)
        .bind("number", number)
        .map((row, _) -> request(row))
        .findOne();
  }

  /// Newest first.
  public List<Request> latest(Handle handle, long before, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                   from publication_request where environment_key = :env and request_number < :before
                order by request_number desc limit :limit
                """)
        .bind("env", environment)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) -> request(row))
        .list();
  }

  /// Neither published nor cancelled, oldest first.
  public List<Request> open(Handle handle) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                   from publication_request where environment_key = :env and ended_at is null
                order by request_number
                """)
        .bind("env", environment)
        .map((row, _) -> request(row))
        .list();
  }

  /// Closes a request.
  ///
  /// @param revision none when it is cancelled
  public void end(Handle handle, long number, long at, String by, @Nullable Long revision) {
    handle
        .createUpdate(
            """
            update publication_request set ended_at = :at, ended_by = :by, revision_number = :revision
            where environment_key = :env and request_number = :number and ended_at is null
            """)
        .bind("at", at)
        .bind("by", by)
        .bind("revision", revision)
        .bind("env", environment)
        .bind("number", number)
        .execute();
  }

  public List<Approval> approvals(Handle handle, long number) {
    return handle
        .createQuery(
            """
            select approved_by, approved_at, remark from approval
            where environment_key = :env and request_number = :number order by approved_at, approved_by
            """)
        .bind("env", environment)
        .bind("number", number)
        .map((row, _) ->
            new Approval(
                row.getString("approved_by"), row.getLong("approved_at"), row.getString("remark")))
        .list();
  }

  public void approve(Handle handle, long number, Approval approval) {
    handle
        .createUpdate(
            """
            insert into approval (environment_key, request_number, approved_by, approved_at, remark)
            values (:env, :number, :by, :at, :remark)
            on conflict (environment_key, request_number, approved_by) do nothing
            """)
        .bind("env", environment)
        .bind("number", number)
        .bind("by", approval.by())
        .bind("at", approval.at())
        .bind("remark", approval.comment())
        .execute();
  }

  private static Request request(ResultSet row) throws SQLException {
    return new Request(
        row.getLong("request_number"),
        row.getLong("made_at"),
        row.getString("made_by"),
        row.getString("remark"),
        number(row, "publish_at"),
        row.getInt("least_approvals"),
        row.getString("drafts"),
        number(row, "ended_at"),
        row.getString("ended_by"),
        number(row, "revision_number"));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
