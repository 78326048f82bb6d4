package dev.rimlight.demo;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The origin: a small shop that knows no more of Rimlight than to bring the browser module along
/// and to say that somebody ordered.
final class Shop {
  private static final String BASKET = "shop_basket";

  private final WebServer server;

  private Shop(WebServer server) {
    this.server = server;
  }

  static Shop start(int port) {
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .shutdownHook(false)
            // An answer is several writes; without this the last waits 40 ms for an ACK.
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .routing(Shop::routes)
            .build();
    return new Shop(server.start());
  }

  void stop() {
    server.stop();
  }

  private static void routes(HttpRouting.Builder routing) {
    routing
        .get("/", (request, response) -> html(response, Pages.list()))
        .get("/products/{id}", Shop::product)
        .post("/basket", Shop::addToBasket)
        .get("/basket", (request, response) -> html(response, Pages.basket(basket(request))))
        .get(
            "/basket/short",
            (request, response) -> html(response, Pages.shortBasket(basket(request))))
        .post("/order", Shop::order)
        .get("/thanks", Shop::thanks)
        .get("/shop.css", Shop::style)
        .get("/favicon.ico", (request, response) -> response.status(Status.NO_CONTENT_204).send());
  }

  private static void product(ServerRequest request, ServerResponse response) {
    Product product = Product.find(request.path().pathParameters().get("id"));
    if (product == null) {
      response.status(Status.NOT_FOUND_404);
      html(response, Pages.notFound());
    } else {
      html(response, Pages.product(product));
    }
  }

  private static void addToBasket(ServerRequest request, ServerResponse response) {
    String id =
        request
            .content()
            .as(io.helidon.common.parameters.Parameters.class)
            .first("product")
            .orElse("");
    if (Product.find(id) == null) {
      response.status(Status.BAD_REQUEST_400).send("no such product");
      return;
    }
    response
        .headers()
        .add(HeaderNames.SET_COOKIE, BASKET + "=" + id + "; Path=/; HttpOnly; SameSite=Lax");
    redirect(response, "/basket");
  }

  private static void order(ServerRequest request, ServerResponse response) {
    Product product = basket(request);
    if (product == null) {
      redirect(response, "/basket");
      return;
    }
    response.headers().add(HeaderNames.SET_COOKIE, BASKET + "=; Path=/; Max-Age=0");
    String order = UUID.randomUUID().toString();
    redirect(
        response,
        "/thanks?order="
            + order
            + "&product="
            + URLEncoder.encode(product.id(), StandardCharsets.UTF_8));
  }

  private static void thanks(ServerRequest request, ServerResponse response) {
    Product product = Product.find(request.query().first("product").orElse(""));
    String order = request.query().first("order").orElse("");
    if (product == null || !order.matches("[0-9a-f-]{36}")) {
      response.status(Status.NOT_FOUND_404);
      html(response, Pages.notFound());
    } else {
      html(response, Pages.thanks(product, order));
    }
  }

  private static void style(ServerRequest request, ServerResponse response) {
    response.headers().set(HeaderNames.CONTENT_TYPE, "text/css; charset=utf-8");
    response.headers().set(HeaderNames.CACHE_CONTROL, "max-age=300");
    response.send(Pages.style());
  }

  private static @Nullable Product basket(ServerRequest request) {
    return Product.find(request.headers().cookies().first(BASKET).orElse(""));
  }

  private static void redirect(ServerResponse response, String path) {
    response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, path).send();
  }

  private static void html(ServerResponse response, String page) {
    response.headers().set(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    response.send(page);
  }
}
