package dev.rimlight.interop.file;

import java.io.InputStream;
import java.io.PrintStream;

/// A command's standard streams.
public record Streams(InputStream in, PrintStream out, PrintStream err) {
  public static Streams ofThisProcess() {
    return new Streams(System.in, System.out, System.err);
  }

  /// A sentence for people.
  public void complain(String sentence) {
    err.println("rimlight: " + sentence);
  }
}
