package dev.rimlight.core;

import java.util.List;

/// Variants of one flag compared on units that are shared out at random.
///
/// A unit takes part when its allocation bucket lies below `allocation`, so raising the allocation
/// moves nobody who was in; which variant it gets is a second, independent hash.
///
/// @param shares weights sum to [Limits#WHOLE]
/// @param allocation hundred-thousandths of all units
/// @param salt part of the hash; never changes while the experiment runs
/// @param running when false the experiment takes no unit
public record Experiment(
    String key,
    String flag,
    String control,
    List<Share> shares,
    int allocation,
    String salt,
    boolean running) {
  public Experiment {
    shares = List.copyOf(shares);
  }
}
