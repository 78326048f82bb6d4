package dev.rimlight.demo;

/// How the simulated visitors really behave: the true values that the platform's estimates are held
/// against.
///
/// A visitor on a product page puts it into the basket with a probability that depends on the
/// wording of the button that the page shows, and orders from the basket with one that depends on
/// the layout of the basket page. Nothing else matters, so the experiments' true effects on orders
/// are exact:
///
/// - wording: orders per visitor of a product page differ by `ADD_URGENT / ADD_PLAIN - 1`, whatever
///   the baskets do, because layouts are given independently of wordings;
/// - layout: orders per visitor of a basket page differ by `ORDER_SHORT / ORDER_CLASSIC - 1`;
/// - the A/A experiment on the product list: nothing differs;
/// - the edge's own cost: orders per visitor differ between those who get everything and those who
///   get the shop's pages as they are by what both experiments bring half of the former.
final class Truth {
  static final double ADD_PLAIN = 0.30;
  static final double ADD_URGENT = 0.39;
  static final double ORDER_CLASSIC = 0.60;
  static final double ORDER_SHORT = 0.72;

  static final double WORDING_UPLIFT = ADD_URGENT / ADD_PLAIN - 1;
  static final double LAYOUT_UPLIFT = ORDER_SHORT / ORDER_CLASSIC - 1;
  static final double PLATFORM_UPLIFT = (1 + WORDING_UPLIFT / 2) * (1 + LAYOUT_UPLIFT / 2) - 1;

  /// Visitors who ordered and come back once to look around.
  static final double RETURN = 0.25;

  private Truth() {}
}
