package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an experiment from parsed JSON. Names of variants, layers and holdouts are checked later,
/// where all documents are together.
final class ExperimentJson {
  private static final Set<String> FIELDS =
      Set.of(
          "key",
          "name",
          "hypothesis",
          "tags",
          "owner",
          "flag",
          "unit",
          "by",
          "control",
          "variants",
          "arms",
          "allocation",
          "audience",
          "layer",
          "holdouts",
          "sticky",
          "start",
          "stop",
          "onHarm",
          "plannedUnits",
          "metrics",
          "status");
  private static final Set<String> ARM_FIELDS = Set.of("variant", "from", "to");
  private static final Set<String> LAYER_FIELDS = Set.of("key", "slots");
  private static final Set<String> STICKY_FIELDS = Set.of("version", "minVersion");

  private ExperimentJson() {}

  static Experiment read(Node node) {
    DefinitionsJson.requireOnly(node, FIELDS);
    String key = node.member("key").key();
    ConditionJson conditions = new ConditionJson();
    Node by = node.optional("by");
    Node unit = by == null ? node.member("unit") : node.optional("unit");
    Bucketing profile =
        by == null
            ? Bucketing.standard(Bucketing.VARIANT_SEED, key, unit(unit))
            : conditions.profiles().read(by, 1);
    List<Arm> arms = arms(node, profile);
    Node control = node.member("control");
    String controlKey = control.key();
    if (arms.stream().noneMatch(arm -> controlKey.equals(arm.variant()))) {
      throw control.wrong("unknown_variant", "must be one of the experiment's variants");
    }
    Node layer = node.optional("layer");
    if (layer != null) {
      DefinitionsJson.requireOnly(layer, LAYER_FIELDS);
    }
    Node audience = node.optional("audience");
    Long start = moment(node.optional("start"));
    Long stop = moment(node.optional("stop"));
    if (start != null && stop != null && stop <= start) {
      throw node.member("stop").wrong("not_in_order", "must be after start");
    }
    return new Experiment(
        key,
        node.member("flag").key(),
        controlKey,
        profile,
        arms,
        node.member("allocation").weight(),
        audience == null ? new Condition.Always() : conditions.read(audience, 1),
        layer == null ? null : layer.member("key").key(),
        layer == null ? List.of() : BucketingJson.ranges(layer.member("slots"), Limits.WHOLE),
        holdouts(node.optional("holdouts")),
        sticky(node.optional("sticky")),
        running(node.member("status")),
        start,
        stop);
  }

  /// The visitor's id, or the key of another kind: `account` is `/account/key`.
  static @Nullable Term unit(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    String kind = node.key();
    return kind.equals("visitor") ? null : Attribute.parse("/" + kind + "/key").orElseThrow();
  }

  private static List<Arm> arms(Node node, Bucketing profile) {
    Node list = node.optional("arms");
    if (list == null) {
      return Experiment.arms(ServeJson.shares(node.member("variants"), null, profile.buckets()));
    }
    if (node.optional("variants") != null) {
      throw list.wrong("ambiguous_arms", "must not stand beside variants");
    }
    int count = list.list(Limits.RANGES).size();
    List<Arm> arms = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Node item = list.item(i);
      DefinitionsJson.requireOnly(item, ARM_FIELDS);
      Node variant = item.optional("variant");
      Range range = BucketingJson.range(item.member("from"), item.member("to"), profile.buckets());
      for (Arm other : arms) {
        if (other.range().overlaps(range)) {
          throw item.member("from")
              .wrong(
                  "arms_overlap",
                  "must not lie in " + other.range().from() + " to " + other.range().to());
        }
      }
      arms.add(new Arm(variant == null ? null : variant.key(), range));
    }
    return arms;
  }

  private static List<String> holdouts(@Nullable Node node) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; node != null && i < node.list(Limits.HOLDOUTS).size(); i++) {
      keys.add(node.item(i).key());
    }
    return keys;
  }

  private static Experiment.@Nullable Sticky sticky(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    DefinitionsJson.requireOnly(node, STICKY_FIELDS);
    Node version = node.optional("version");
    Node minVersion = node.optional("minVersion");
    return new Experiment.Sticky(
        version == null ? 0 : version.whole(0, Integer.MAX_VALUE),
        minVersion == null ? 0 : minVersion.whole(0, Integer.MAX_VALUE));
  }

  private static @Nullable Long moment(@Nullable Node node) {
    return node == null ? null : BucketingJson.moment(node);
  }

  private static boolean running(Node node) {
    String status = node.text(Limits.KEY_CHARS);
    if (!status.equals("draft") && !status.equals("running") && !status.equals("stopped")) {
      throw node.wrong("unknown_status", "must be draft, running or stopped");
    }
    return status.equals("running");
  }
}
