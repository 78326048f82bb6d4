package dev.rimlight.interop.vendor;

import dev.rimlight.core.Key;
import dev.rimlight.core.Limits;
import dev.rimlight.core.hash.Hash;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Our keys for a vendor's names of one kind, the flags of a document or the variants of a flag,
/// say. A name that is a key of ours stays as it is. Any other keeps what of it can stay, and the
/// end of its key tells it apart from names that look alike: "new checkout!" is
/// "new-checkout--5c1fa2". Two names never share a key, and the same names always get the same
/// keys, in whatever order they come.
///
/// Only keys are renamed: what is hashed keeps the vendor's names.
public final class KeyNames {
  private static final int SUFFIX_DIGITS = 6;

  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  /// @param names all that are known; others may follow
  public KeyNames(Collection<String> names) {
    for (String name : names) {
      if (Key.valid(name)) {
        keys.put(name, name);
        taken.add(name);
      }
    }
    new TreeSet<>(names).forEach(this::key);
  }

  /// The key for a name. One that was not known before gets a key that no other name has.
  public String key(String name) {
    String known = keys.get(name);
    if (known != null) {
      return known;
    }
    String key = name;
    if (!Key.valid(name) || taken.contains(name)) {
      int attempt = 0;
      do {
        key = readable(name) + "-" + suffix(name, attempt++);
      } while (taken.contains(key));
    }
    keys.put(name, key);
    taken.add(key);
    return key;
  }

  /// The names that could not stay, in the order of the names as texts, each with its key.
  public Map<String, String> renamed() {
    Map<String, String> renamed = new LinkedHashMap<>();
    for (String name : new TreeSet<>(keys.keySet())) {
      String key = keys.getOrDefault(name, name);
      if (!key.equals(name)) {
        renamed.put(name, key);
      }
    }
    return renamed;
  }

  private static String readable(String name) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < name.length() && key.length() < Limits.KEY_CHARS - SUFFIX_DIGITS - 1; i++) {
      char c = name.charAt(i);
      String next = key + String.valueOf(c);
      key.append(Key.valid(next) ? c : key.isEmpty() ? 'x' : '-');
    }
    return key.isEmpty() ? "x" : key.toString();
  }

  private static String suffix(String name, int attempt) {
    long hash = Hash.of(Hash.Kind.FNV1A32, 0).text(attempt + ":" + name).leadingBits(32);
    return Long.toHexString(hash | 1L << 32).substring(9 - SUFFIX_DIGITS);
  }
}
