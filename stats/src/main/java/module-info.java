/// Judges: moments in, estimates, intervals and refusals out. It never sees a row, a date or SQL.
module dev.rimlight.stats {
  requires static transitive org.jspecify;
  requires org.apache.commons.numbers.gamma;
  requires org.apache.commons.statistics.distribution;

  exports dev.rimlight.stats;
}
