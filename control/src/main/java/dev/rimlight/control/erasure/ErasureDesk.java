package dev.rimlight.control.erasure;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.PublisherKey;
import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Erasures;
import dev.rimlight.control.store.Store;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Has a unit of one environment forgotten, and keeps a receipt that does not name it.
///
/// As the unit is not kept, nothing is tried again by itself: what failed is asked for again, which
/// does no harm.
public final class ErasureDesk {
  public static final int UNIT_CHARS = 128;

  private static final StoreState EDGE =
      StoreState.of(
          "edge",
          StoreState.State.NOT_ASKED,
          "the Worker has no such operation: D1 (visitor_order, identity_link, assignment,"
              + " segment_member) and KV (segments) keep what they have of the unit");

  private final Store store;
  private final Environment environment;
  private final PublisherKey key;
  private final IngestErasure ingest;
  private final Erasures erasures;

  public ErasureDesk(Store store, Environment environment, PublisherKey key, IngestErasure ingest) {
    this.store = store;
    this.environment = environment;
    this.key = key;
    this.ingest = ingest;
    this.erasures = new Erasures(environment.key());
  }

  /// Who is to be forgotten, said twice.
  public record Order(String unit, String confirm, String by) {
    void requireConfirmed() {
      if (!confirm.equals(unit)) {
        String message = "confirm differs from unit, must be the same";
        throw new Rejected(Rejection.CONFIRMATION_DIFFERS, message)
            .withFaults(List.of(new Fault("/confirm", message)));
      }
    }
  }

  /// What was asked for and what came of it.
  ///
  /// @param unitHash the same for the same unit as long as the publisher's key is the same
  /// @param finished whether no store is under way or has failed
  public record Receipt(
      String id, long at, String by, String unitHash, boolean finished, List<Object> stores) {
    public Receipt {
      stores = List.copyOf(stores);
    }
  }

  /// Asks every store that can be asked. It is written down first that it was asked for.
  public Receipt erase(Order order) {
    order.requireConfirmed();
    String id = UUID.randomUUID().toString();
    String hash = key.keyedHash(order.unit());
    StoreState asked =
        StoreState.of(
            IngestErasure.STORE,
            StoreState.State.FAILED,
            "the control plane ended before the ingest answered; ask for the erasure again");
    List<StoreState> others = List.of(EDGE, definitions(order.unit()));
    environment.logErasure(
        id,
        order.by(),
        handle ->
            erasures.add(
                handle,
                new Erasures.Kept(id, hash, environment.now(), order.by(), text(asked, others))));
    StoreState events =
        environment
            .telemetry()
            .traces()
            .within("ask ingest for erasure", SpanKind.CLIENT, () -> ingest.erase(order.unit()));
    keep(id, events, others);
    return receipt(id).orElseThrow();
  }

  private void keep(String id, StoreState events, List<StoreState> others) {
    store.write(handle -> {
      erasures.change(handle, id, text(events, others));
      return true;
    });
  }

  private static String text(StoreState events, List<StoreState> others) {
    List<Object> all = new ArrayList<>();
    all.add(shown(events));
    others.forEach(other -> all.add(shown(other)));
    return Json.write(Map.of("stores", all));
  }

  private static Map<String, Object> shown(StoreState state) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("store", state.store());
    shown.put("state", state.state().name().toLowerCase(Locale.ROOT));
    shown.put("why", state.why());
    shown.putAll(state.counts());
    if (!state.documents().isEmpty()) {
      shown.put("documents", state.documents());
    }
    return shown;
  }

  /// A receipt; when the ingest was under way it is asked how far it is.
  public Optional<Receipt> find(String id) {
    return receipt(id).map(kept -> kept.finished() ? kept : refreshed(kept));
  }

  private Receipt refreshed(Receipt kept) {
    if (kept.stores().getFirst() instanceof Map<?, ?> events
        && "under_way".equals(events.get("state"))
        && events.get(StoreState.RECEIPT) instanceof Number number) {
      StoreState now = ingest.again(number.longValue());
      if (now.state() == StoreState.State.DONE) {
        List<Object> stores = new ArrayList<>(kept.stores());
        stores.set(0, shown(now));
        store.write(handle -> {
          erasures.change(handle, kept.id(), Json.write(Map.of("stores", stores)));
          return true;
        });
        return receipt(kept.id()).orElse(kept);
      }
    }
    return kept;
  }

  private Optional<Receipt> receipt(String id) {
    return environment.read(handle -> erasures.find(handle, id)).map(ErasureDesk::receipt);
  }

  private static Receipt receipt(Erasures.Kept kept) {
    List<Object> stores =
        Json.readStored(kept.stores()).get("stores") instanceof List<?> list
            ? List.copyOf(list)
            : List.of();
    boolean finished =
        stores.stream()
            .noneMatch(each ->
                each instanceof Map<?, ?> state
                    && ("under_way".equals(state.get("state"))
                        || "failed".equals(state.get("state"))));
    return new Receipt(kept.id(), kept.at(), kept.by(), kept.unitHash(), finished, stores);
  }

  /// Lists of units and conditions are what people wrote: they are named, not changed.
  private StoreState definitions(String unit) {
    List<String> naming =
        environment.read(handle -> environment.documents().listAll(handle)).stream()
            .filter(document -> names(document.tree(), unit))
            .map(ErasureDesk::name)
            .toList();
    return new StoreState(
        "definitions",
        naming.isEmpty() ? StoreState.State.DONE : StoreState.State.NAMED,
        naming.isEmpty()
            ? "no draft names the unit; earlier versions, revisions and comments were not searched"
            : "take the unit out of these drafts and publish; earlier versions and revisions stay",
        Map.of(),
        naming);
  }

  private static String name(Document document) {
    return document.noun().word() + " " + document.key();
  }

  private static boolean names(Object tree, String unit) {
    return switch (tree) {
      case Map<?, ?> object -> object.values().stream().anyMatch(value -> names(value, unit));
      case List<?> list -> list.stream().anyMatch(value -> names(value, unit));
      case String text -> text.equals(unit);
      default -> false;
    };
  }
}
