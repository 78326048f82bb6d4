package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.file.WholeFile;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.vendor.Vendor;
import dev.rimlight.interop.vendor.VendorFunction;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lines to be answered: against what, from where, and to where.
///
/// @param formatName as written
/// @param flags the vendor's document; null if `function` is called
/// @param function name of the function; null if `flags` are asked
record Job(
    String formatName,
    @Nullable String flags,
    @Nullable String function,
    Input input,
    Output output) {

  /// The sheet that the lines are put to.
  Sheet sheet(long nowMillis, Consumer<String> complaints) throws WrongArguments, UnusableFile {
    if ((flags == null) == (function == null)) {
      throw new WrongArguments("exactly one of flags and function must be given");
    }
    Format known = format();
    Vendor vendor = vendor(known);
    Consumer<String> named = complaint -> complaints.accept(input.name() + ": " + complaint);
    if (flags != null) {
      return new Sheet.Cases(known.open(flags), nowMillis, named);
    }
    VendorFunction called = vendor.functions().get(function);
    if (called == null) {
      throw new WrongArguments(
          "unknown function '" + function + "' of " + formatName + "; " + functionsOf(vendor));
    }
    return new Sheet.Calls(called, named);
  }

  List<byte[]> lines() throws UnusableFile {
    return Lines.of(input.name(), input.read(), InputLimits.LINES);
  }

  private Format format() throws WrongArguments {
    return Format.ofName(formatName)
        .orElseThrow(() ->
            new WrongArguments(
                "unknown format '" + formatName + "', must be one of " + Format.names()));
  }

  private static Vendor vendor(Format format) throws WrongArguments {
    return format
        .vendor()
        .orElseThrow(
            () -> new WrongArguments("format '" + format.formatName() + "' is not supported yet"));
  }

  private static String functionsOf(Vendor vendor) {
    return vendor.functions().isEmpty()
        ? "it has none"
        : "it has " + String.join(", ", new TreeSet<>(vendor.functions().keySet()));
  }

  /// Where lines come from.
  sealed interface Input {
    String name();

    byte[] read() throws UnusableFile;

    record OfFile(String name) implements Input {
      @Override
      public byte[] read() throws UnusableFile {
        return WholeFile.read(name, InputLimits.CASES_BYTES);
      }
    }

    record OfStream(String name, InputStream in) implements Input {
      @Override
      public byte[] read() throws UnusableFile {
        return WholeFile.read(name, in, InputLimits.CASES_BYTES);
      }
    }
  }

  /// Where answers go, all at once.
  sealed interface Output {
    void write(byte[] answers) throws UnusableFile;

    record ToFile(String name) implements Output {
      @Override
      public void write(byte[] answers) throws UnusableFile {
        WholeFile.replace(name, answers);
      }
    }

    record ToStream(String name, PrintStream out) implements Output {
      @Override
      public void write(byte[] answers) throws UnusableFile {
        out.writeBytes(answers);
        if (out.checkError()) {
          throw new UnusableFile(name, "cannot be written");
        }
      }
    }
  }
}
