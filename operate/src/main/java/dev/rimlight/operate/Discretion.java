package dev.rimlight.operate;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Takes from a text what may tell who somebody is or let somebody in: quoted values, addresses of
/// mail and network, queries, and what looks like a token.
///
/// Our own lines hold none of these. This is for what failures and libraries say, which quote what
/// they were given.
final class Discretion {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]*\"");
  private static final Pattern QUERY = Pattern.compile("\\?[^\\s\"']+");
  private static final Pattern MAIL = Pattern.compile("[^\\s\"'<>(),;]+@[^\\s\"'<>(),;]+");
  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");
  private static final Pattern COLONS =
      Pattern.compile("(?<![\\w:])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\\w:])");
  private static final Pattern TOKEN =
      Pattern.compile("(?<![\\w-])(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{20,}");

  private Discretion() {}

  static String of(String text) {
    String discreet = QUOTED.matcher(text).replaceAll("\"...\"");
    discreet = QUERY.matcher(discreet).replaceAll("?...");
    discreet = MAIL.matcher(discreet).replaceAll("[mail]");
    discreet = IPV4.matcher(discreet).replaceAll("[address]");
    discreet = COLONS.matcher(discreet).replaceAll(Discretion::unlessATime);
    return TOKEN.matcher(discreet).replaceAll("[secret]");
  }

  /// An address of IPv6 has two colons beside each other, or seven; a time has two apart.
  private static String unlessATime(MatchResult match) {
    String found = match.group();
    boolean address = found.contains("::") || found.chars().filter(c -> c == ':').count() > 2;
    return address && found.length() > 2 ? "[address]" : found;
  }
}
