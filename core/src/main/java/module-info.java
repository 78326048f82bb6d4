/// Decides: flags, rules, bucketing and experiments, and the binary snapshot they travel in.
module dev.rimlight.core {
  requires static org.jspecify;

  exports dev.rimlight.core;
  exports dev.rimlight.core.text;
}
