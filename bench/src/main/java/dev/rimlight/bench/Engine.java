package dev.rimlight.bench;

import java.util.List;

/// One engine with the flags and visitors of a workload loaded, ready to decide without a network.
interface Engine extends AutoCloseable {
  List<String> PEERS = List.of("launchdarkly", "unleash", "flagd");

  /// What the engine itself answers for this visitor and flag, positions in the workload.
  Object decide(int visitor, int flag);

  /// Makes the visitor's context anew, as a service does for every request.
  void renew(int visitor);

  /// The key of the variant in such an answer.
  String variant(Object answer);

  @Override
  void close();

  static Engine open(String name, Workload workload) {
    return switch (name) {
      case "rimlight" -> new Rimlight(workload);
      case "launchdarkly" -> new LaunchDarkly(workload);
      case "unleash" -> new Unleash(workload);
      case "flagd" -> new Flagd(workload);
      default -> throw new IllegalArgumentException("engine == " + name + ", must be a known one");
    };
  }
}
