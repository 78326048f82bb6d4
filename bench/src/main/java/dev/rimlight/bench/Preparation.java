package dev.rimlight.bench;

import dev.rimlight.core.Decision;
import dev.rimlight.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Has every engine decide everything once, refuses to go on when a peer disagrees, and writes the
/// workload for the scripts: definitions, visitors, snapshots, our decisions and checksums.
///
/// Peers bucket visitors in their own ways, so variants are compared wherever no split decided.
public final class Preparation {
  private static final int LARGE = 10_000;

  private Preparation() {}

  /// The only argument is the folder to write to.
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Workload workload = Workload.of(DecisionBenchmark.FLAGS);
    write(
        folder.resolve("definitions.json"),
        workload.flags().stream().map(FlagPlan::document).toList());
    write(folder.resolve("visitors.json"), workload.visitors());
    Files.write(folder.resolve("snapshot-0.bin"), Workload.of(0).snapshot());
    Files.write(folder.resolve("snapshot-50.bin"), workload.snapshot());
    Files.write(folder.resolve("snapshot-10000.bin"), Workload.of(LARGE).snapshot());
    write(folder.resolve("agreement.json"), agreement(workload));
    System.exit(0); // Peers leave threads behind.
  }

  private static Map<String, Object> agreement(Workload workload) {
    Rimlight ours = new Rimlight(workload);
    Map<String, Object> engines = new LinkedHashMap<>();
    engines.put("rimlight", Map.of("checksum", variantChecksum(workload, ours)));
    for (String peer : Engine.PEERS) {
      try (Engine engine = Engine.open(peer, workload)) {
        engines.put(peer, compare(workload, ours, engine, peer));
      }
    }
    Map<String, Object> agreement = new LinkedHashMap<>();
    agreement.put("fiveRules", workload.indexOf(Workload.FIVE_RULES));
    agreement.put("decisions", workload.flags().size() * workload.visitors().size());
    agreement.put("packedChecksum", packedChecksum(workload, ours));
    agreement.put("fiveRulesServed", servedBy(workload, ours));
    agreement.put("engines", engines);
    agreement.put("variants", unsplit(workload, ours));
    return agreement;
  }

  private static Map<String, Object> compare(
      Workload workload, Rimlight ours, Engine engine, String peer) {
    int compared = 0;
    List<String> different = new ArrayList<>();
    for (int visitor = 0; visitor < workload.visitors().size(); visitor++) {
      for (int flag = 0; flag < workload.flags().size(); flag++) {
        Decision decision = ours.decide(visitor, flag);
        String variant = engine.variant(engine.decide(visitor, flag));
        FlagPlan plan = workload.flags().get(flag);
        boolean split = decision.reason() == Reason.SPLIT;
        compared += split ? 0 : 1;
        boolean same =
            split ? plan.weights().containsKey(variant) : decision.variantKey().equals(variant);
        if (!same) {
          different.add(plan.key() + " of visitor " + visitor + ": " + variant);
        }
      }
    }
    if (!different.isEmpty()) {
      throw new IllegalStateException(
          peer + " differs in " + different.size() + " decisions, first " + different.get(0));
    }
    return Map.of(
        "checksum", variantChecksum(workload, engine), "compared", compared, "different", 0);
  }

  private static int variantChecksum(Workload workload, Engine engine) {
    int sum = 0;
    for (int visitor = 0; visitor < workload.visitors().size(); visitor++) {
      for (int flag = 0; flag < workload.flags().size(); flag++) {
        String variant = engine.variant(engine.decide(visitor, flag));
        sum = sum * 31 + workload.flags().get(flag).variants().indexOf(variant);
      }
    }
    return sum;
  }

  /// Of decisions in the packed form that the Worker reads: variant, reason and rule.
  private static int packedChecksum(Workload workload, Rimlight ours) {
    int sum = 0;
    for (int visitor = 0; visitor < workload.visitors().size(); visitor++) {
      for (int flag = 0; flag < workload.flags().size(); flag++) {
        Decision decision = ours.decide(visitor, flag);
        int packed =
            decision.variant() | decision.reason().code() << 8 | (decision.rule() + 1) << 12;
        sum = sum * 31 + packed;
      }
    }
    return sum;
  }

  private static Map<String, Integer> servedBy(Workload workload, Rimlight ours) {
    Map<String, Integer> served = new TreeMap<>();
    int flag = workload.indexOf(Workload.FIVE_RULES);
    for (int visitor = 0; visitor < workload.visitors().size(); visitor++) {
      int rule = ours.decide(visitor, flag).rule();
      served.merge(rule < 0 ? "split" : "rule " + (rule + 1), 1, Integer::sum);
    }
    return served;
  }

  /// Per visitor and flag our variant, "" where a split decided.
  private static List<List<String>> unsplit(Workload workload, Rimlight ours) {
    List<List<String>> variants = new ArrayList<>();
    for (int visitor = 0; visitor < workload.visitors().size(); visitor++) {
      List<String> ofVisitor = new ArrayList<>();
      for (int flag = 0; flag < workload.flags().size(); flag++) {
        Decision decision = ours.decide(visitor, flag);
        ofVisitor.add(decision.reason() == Reason.SPLIT ? "" : decision.variantKey());
      }
      variants.add(ofVisitor);
    }
    return variants;
  }

  private static void write(Path file, Object document) throws IOException {
    Files.write(file, JsonMapper.shared().writeValueAsBytes(document));
  }
}
