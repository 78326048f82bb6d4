package dev.rimlight.interop.vendor;

/// One of a vendor's documents, read.
public interface Document {
  /// Our definitions for it, and what could not be carried over.
  Imported imported();

  /// What must be decided for a case, and how its answer then reads. Whatever the case's context
  /// holds, this gives an answer: the caller's default with an error if need be.
  Inquiry<Answer> ask(Case asked);
}
