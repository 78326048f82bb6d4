package dev.rimlight.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The shop's HTML. Every text comes from [Product] or is checked before, so nothing needs
/// escaping.
final class Pages {
  private Pages() {}

  static String list() {
    StringBuilder cards = new StringBuilder();
    for (Product product : Product.ALL) {
      cards.append(
          """
          <a class="card" href="/products/%s">%s<h2>%s</h2><p class="price">€%s</p></a>
          """
              .formatted(product.id(), picture(product), product.name(), product.price()));
    }
    return page(
        "Things that last",
        """
        <h1 id="greeting">Things that last</h1>
        <p class="lead">Eight objects for a calm home.</p>
        <div class="grid">%s</div>
        """
            .formatted(cards));
  }

  static String product(Product product) {
    return page(
        product.name(),
        """
        <div class="product">
          %s
          <div>
            <h1>%s</h1>
            <p class="lead">%s</p>
            <p class="price">€%s</p>
            <form method="post" action="/basket">
              <input type="hidden" name="product" value="%s">
              <button id="add-to-basket" type="submit">Add to basket</button>
            </form>
            <p id="delivery">Delivered in two to four days.</p>
          </div>
        </div>
        """
            .formatted(
                picture(product), product.name(), product.text(), product.price(), product.id()));
  }

  static String basket(@Nullable Product product) {
    if (product == null) {
      return emptyBasket();
    }
    return page(
        "Basket",
        """
        <h1>Your basket</h1>
        <ol class="steps"><li class="now">Basket</li><li>Address</li><li>Payment</li><li>Review</li></ol>
        <div class="line" data-layout="classic">%s<span>%s</span><strong>€%s</strong></div>
        <form method="post" action="/order"><button type="submit">Continue to address</button></form>
        """
            .formatted(picture(product), product.name(), product.price()));
  }

  static String shortBasket(@Nullable Product product) {
    if (product == null) {
      return emptyBasket();
    }
    return page(
        "Basket",
        """
        <h1>Your basket</h1>
        <div class="line" data-layout="short">%s<span>%s</span><strong>€%s</strong></div>
        <form method="post" action="/order"><button type="submit">Order now, pay €%s on delivery</button></form>
        <p class="lead">One step. You can change your mind for 30 days.</p>
        """
            .formatted(picture(product), product.name(), product.price(), product.price()));
  }

  private static String emptyBasket() {
    return page(
        "Basket",
        "<h1>Your basket is empty</h1><p class=\"lead\"><a href=\"/\">Look around</a></p>");
  }

  /// The order's id names the conversion, so that a reload of this page counts once.
  static String thanks(Product product, String order) {
    return page(
        "Thank you",
        """
        <h1>Thank you</h1>
        <p class="lead">Your %s is on its way.</p>
        <p><a href="/">Back to the shop</a></p>
        <script type="module">
          window.rimlight?.track("order", { id: "%s", value: %s });
        </script>
        """
            .formatted(product.name().toLowerCase(java.util.Locale.ROOT), order, product.price()));
  }

  static String notFound() {
    return page(
        "Not found",
        "<h1>There is no such page</h1><p class=\"lead\"><a href=\"/\">To the shop</a></p>");
  }

  static String style() {
    try (InputStream in = Pages.class.getResourceAsStream("shop.css")) {
      if (in == null) {
        throw new IllegalStateException("shop.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String picture(Product product) {
    return """
    <svg class="picture" viewBox="0 0 120 90" role="img" aria-label="%s" style="--hue:%d">
      <rect class="back" width="120" height="90"/><ellipse class="shade" cx="60" cy="76" rx="34" ry="5"/>
      <path class="body" fill-rule="evenodd" d="%s"/>
    </svg>
    """
        .formatted(product.name(), product.hue(), product.outline());
  }

  /// The browser module is the page's own, so that pages which the edge leaves as they are measure
  /// themselves too.
  private static String page(String title, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s · Lasting</title>
      <link rel="stylesheet" href="/shop.css">
      <script type="module" src="/_rl/client.js"></script>
    </head>
    <body>
      <header><a class="brand" href="/">Lasting</a><nav><a href="/">Shop</a><a href="/basket">Basket</a></nav></header>
      <main>
    %s
      </main>
      <footer>A demonstration shop. Nothing is sold.</footer>
    </body>
    </html>
    """
        .formatted(title, body);
  }
}
