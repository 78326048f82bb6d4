package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.file.UnusableFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines of a file, without their ends; the last one may lack its end.
final class Lines {
  private Lines() {}

  static List<byte[]> of(String name, byte[] content, int limit) throws UnusableFile {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    while (from < content.length) {
      int end = from;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      if (lines.size() == limit) {
        throw new UnusableFile(name, "number of lines > " + limit + ", must be <= " + limit);
      }
      if (end - from > InputLimits.LINE_BYTES) {
        throw new UnusableFile(
            name,
            "length of line "
                + (lines.size() + 1)
                + " == "
                + (end - from)
                + " bytes, must be <= "
                + InputLimits.LINE_BYTES);
      }
      lines.add(Arrays.copyOfRange(content, from, end));
      from = end + 1;
    }
    return lines;
  }
}
