package dev.rimlight.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that the shop sells.
///
/// @param cents price in euro cents
/// @param hue of its picture, degrees
record Product(String id, String name, String text, int cents, int hue) {
  static final List<Product> ALL =
      List.of(
          new Product(
              "kettle",
              "Enamel kettle",
              "Boils a litre in five minutes, whistles in F sharp.",
              4250,
              8),
          new Product(
              "lamp", "Desk lamp", "Warm light, a heavy foot, and a switch that clicks.", 6900, 42),
          new Product(
              "blanket",
              "Wool blanket",
              "Woven from Shetland wool, 140 by 200 centimetres.",
              8900,
              160),
          new Product(
              "teapot", "Stoneware teapot", "Holds four cups and does not drip.", 3800, 200),
          new Product(
              "clock", "Wall clock", "Silent movement, readable from across the room.", 5400, 250),
          new Product("board", "Oak board", "End grain, oiled, a groove for the juice.", 4600, 28),
          new Product("vase", "Glass vase", "Blown by hand, so no two are alike.", 3200, 180),
          new Product("stool", "Birch stool", "Three legs: it never wobbles.", 7500, 320));

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
