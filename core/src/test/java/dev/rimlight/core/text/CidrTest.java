package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks of addresses, against examples and against the JDK's own reading of addresses.
@NullUnmarked
class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.168.1.0/31, 192.168.1.1, true",
    "192.168.1.0/31, 192.168.1.2, false",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7/32, 192.168.1.8, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 1.2.3.4, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "2001:DB8::A, 2001:db8:0:0:0:0:0:a, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "1::8, 1:0:0:0:0:0:0:8, true",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, true",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, ::ffff:a01:203, true",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::ffff:10.0.0.0/104, 11.1.2.3, false",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221, true"
  })
  void block_containsItsAddresses(String block, String address, boolean contained) {
    assertThat(Cidr.parse(block).orElseThrow().contains(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.0/ 8",
        "10.0.0/8",
        "10.0.0.0.0",
        "256.0.0.0",
        "1000.0.0.0",
        "01.0.0.0",
        "1.2.3.",
        "1..2.3",
        "a.b.c.d",
        " 1.2.3.4",
        "::/129",
        "::/1000",
        ":",
        ":1",
        "1:",
        "1::2::3",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "::1.2.3",
        "::1.2.3.4.5",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::ffff:1.2.3.256",
        "[::1]"
      })
  void malformedText_isNoBlock(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void malformedAddress_isContainedNowhere() {
    Cidr everything = Cidr.parse("0.0.0.0/0").orElseThrow();
    for (String text : new String[] {"", "1.2.3", "1.2.3.4/32", "one", "\uD83D"}) {
      assertThat(everything.contains(text)).as(text).isFalse();
    }
  }

  @Test
  void randomAddresses_areComparedAsTheJdkReadsThem() throws UnknownHostException {
    Random random = new Random(19);
    for (int i = 0; i < 20_000; i++) {
      boolean narrow = random.nextBoolean();
      String network = narrow ? version4(random) : version6(random);
      String address = narrow ? version4(random) : version6(random);
      int bits = random.nextInt(narrow ? 33 : 129);
      assertThat(Cidr.parse(network + "/" + bits).orElseThrow().contains(address))
          .as("%s/%s contains %s", network, bits, address)
          .isEqualTo(
              equalUpTo(bits, InetAddress.getByName(network), InetAddress.getByName(address)));
    }
  }

  private static boolean equalUpTo(int bits, InetAddress a, InetAddress b) {
    for (int bit = 0; bit < bits; bit++) {
      int difference = a.getAddress()[bit / 8] ^ b.getAddress()[bit / 8];
      if ((difference >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String version4(Random random) {
    return "10." + random.nextInt(2) + "." + random.nextInt(3) + "." + random.nextInt(256);
  }

  private static String version6(Random random) {
    StringBuilder text = new StringBuilder("2001:db8");
    int groups = random.nextInt(6);
    for (int i = 0; i < groups; i++) {
      text.append(':').append(Integer.toHexString(random.nextInt(3)));
    }
    text.append("::");
    return random.nextBoolean() || groups == 5
        ? text.toString()
        : text + Integer.toHexString(random.nextInt(0x10000));
  }
}
