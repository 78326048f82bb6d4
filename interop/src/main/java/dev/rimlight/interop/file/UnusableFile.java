package dev.rimlight.interop.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// A file that cannot be read, written, or understood: which, and why.
public final class UnusableFile extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableFile(String name, String reason) {
    super(name + ": " + reason);
  }

  public UnusableFile(String name, String reason, Throwable cause) {
    super(name + ": " + reason, cause);
  }

  static UnusableFile because(String name, IOException e) {
    return new UnusableFile(
        name,
        switch (e) {
          case NoSuchFileException missing -> "no such file or folder";
          case AccessDeniedException denied -> "permission denied";
          case CharacterCodingException coding -> "not UTF-8";
          case FileSystemException other when other.getReason() != null -> other.getReason();
          default -> String.valueOf(e.getMessage());
        },
        e);
  }
}
