package dev.rimlight.control.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The receipts of units that were to be forgotten, in one environment.
public final class Erasures {
  private final String environment;

  public Erasures(String environment) {
    this.environment = environment;
  }

  /// One receipt.
  ///
  /// @param unitHash a hash that needs a key, so that a unit cannot be guessed from it
  /// @param stores JSON of what each store said
  public record Kept(String id, String unitHash, long at, String by, String stores) {}

  public void add(Handle handle, Kept receipt) {
    handle
        .createUpdate(
            """
            insert into erasure_receipt (environment_key, receipt_id, unit_hash, asked_at, asked_by, stores)
            values (:env, :id, :hash, :at, :by, :stores)
            """)
        .bind("env", environment)
        .bind("id", receipt.id())
        .bind("hash", receipt.unitHash())
        .bind("at", receipt.at())
        .bind("by", receipt.by())
        .bind("stores", receipt.stores())
        .execute();
  }

  public void change(Handle handle, String id, String stores) {
    handle
        .createUpdate(
            "update erasure_receipt set stores = :stores where environment_key = :env and receipt_id = :id")
        .bind("stores", stores)
        .bind("env", environment)
        .bind("id", id)
        .execute();
  }

  public Optional<Kept> find(Handle handle, String id) {
    return handle
        .createQuery(
            """
            select receipt_id, unit_hash, asked_at, asked_by, stores from erasure_receipt
            where environment_key = :env and receipt_id = :id
            """)
        .bind("env", environment)
        .bind("id", id)
        .map((row, _) ->
            new Kept(
                row.getString("receipt_id"),
                row.getString("unit_hash"),
                row.getLong("asked_at"),
                row.getString("asked_by"),
                row.getString("stores")))
        .findOne();
  }
}
