package dev.rimlight.events.ingest;

/// What this ingest ever took in, derived from its journal.
///
/// @param accepted events with an id not seen before, and later reports of a vital; as many rows
///   will be in Parquet, but for what was erased
/// @param duplicate valid events whose id was known
/// @param retransmitted of these, the ones whose isolate and seq had arrived before
/// @param rejected lines that broke a rule
/// @param received different places in the isolates' numberings that arrived
/// @param lost places below an isolate's highest that did not arrive
/// @param journalSeq the last event in the journal
/// @param loadedSeq the last event in Parquet
/// @param deadLetters rejected lines that are held
/// @param deadLettersDropped the oldest of them that made room for later ones
record Accounting(
    long accepted,
    long duplicate,
    long retransmitted,
    long rejected,
    long received,
    long lost,
    long isolates,
    long journalSeq,
    long loadedSeq,
    long deadLetters,
    long deadLettersDropped) {}
