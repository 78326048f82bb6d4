package dev.rimlight.demo;

import java.nio.file.Path;

/// What a run of the demo was asked to do.
///
/// @param home the checkout
/// @param port the edge; shop, ingest and control take the next three
/// @param seconds 0: until somebody stops it
/// @param visitors how many browse at the same time
/// @param fault whether something breaks, to see it ended
record Settings(
    Path home,
    Path data,
    Path node,
    int port,
    boolean headless,
    int seconds,
    long seed,
    int visitors,
    boolean fault) {
  String edge() {
    return "http://127.0.0.1:" + port;
  }

  int shopPort() {
    return port + 1;
  }

  String shop() {
    return "http://127.0.0.1:" + shopPort();
  }

  int ingestPort() {
    return port + 2;
  }

  String ingest() {
    return "http://127.0.0.1:" + ingestPort();
  }

  int controlPort() {
    return port + 3;
  }

  String control() {
    return "http://127.0.0.1:" + controlPort();
  }

  Path warehouse() {
    return data.resolve("ingest").resolve("warehouse");
  }
}
