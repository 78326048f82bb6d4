package dev.rimlight.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that the shop sells.
///
/// @param cents price in euro cents
/// @param hue of its picture, degrees
/// @param outline of its picture: an SVG path in a box of 120 by 90, standing on y = 76
record Product(String id, String name, String text, int cents, int hue, String outline) {
  static final List<Product> ALL =
      List.of(
          new Product(
              "kettle",
              "Enamel kettle",
              "Boils a litre in five minutes, whistles in F sharp.",
              4250,
              8,
              "M40 76 L36 48 Q38 34 60 34 Q82 34 84 48 L80 76 Z M54 33 L54 28 L66 28 L66 33 Z M84 50 L98 40 L100 44 L83 62 Z M40 36 Q60 2 80 36 L75 38 Q60 12 45 38 Z"),
          new Product(
              "lamp",
              "Desk lamp",
              "Warm light, a heavy foot, and a switch that clicks.",
              6900,
              42,
              "M44 76 L44 72 L57 70 L57 42 L63 42 L63 70 L76 72 L76 76 Z M48 14 L72 14 L86 42 L34 42 Z"),
          new Product(
              "blanket",
              "Wool blanket",
              "Woven from Shetland wool, 140 by 200 centimetres.",
              8900,
              160,
              "M26 76 L26 62 L94 62 L94 76 Z M26 59 L26 46 L94 46 L94 59 Z M26 43 L26 30 L94 30 L94 43 Z"),
          new Product(
              "teapot",
              "Stoneware teapot",
              "Holds four cups and does not drip.",
              3800,
              200,
              "M38 74 Q28 44 46 36 Q60 30 74 36 Q92 44 82 74 Z M84 52 L104 38 L106 42 L86 66 Z M36 46 Q12 44 34 68 L36 62 Q22 52 37 52 Z M55 30 a5 5 0 1 1 10 0 Z"),
          new Product(
              "clock",
              "Wall clock",
              "Silent movement, readable from across the room.",
              5400,
              250,
              "M60 18 a29 29 0 1 0 0.1 0 Z M58 28 L62 28 L62 45 L76 53 L74 57 L58 48 Z"),
          new Product(
              "board",
              "Oak board",
              "End grain, oiled, a groove for the juice.",
              4600,
              28,
              "M30 22 h60 q6 0 6 6 v42 q0 6 -6 6 h-60 q-6 0 -6 -6 v-42 q0 -6 6 -6 Z M56 30 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z"),
          new Product(
              "vase",
              "Glass vase",
              "Blown by hand, so no two are alike.",
              3200,
              180,
              "M50 76 Q34 58 46 42 Q54 32 52 16 L68 16 Q66 32 74 42 Q86 58 70 76 Z"),
          new Product(
              "stool",
              "Birch stool",
              "Three legs: it never wobbles.",
              7500,
              320,
              "M32 30 h56 q4 0 4 4 v3 q0 4 -4 4 h-56 q-4 0 -4 -4 v-3 q0 -4 4 -4 Z M40 41 h6 l-6 35 h-6 Z M57 41 h6 v35 h-6 Z M74 41 h6 l6 35 h-6 Z"));

  static @Nullable Product find(String id) {
    for (Product product : ALL) {
      if (product.id().equals(id)) {
        return product;
      }
    }
    return null;
  }

  /// As 42.50.
  String price() {
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }
}
