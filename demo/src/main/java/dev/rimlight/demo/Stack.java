package dev.rimlight.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// All processes of the demo: ingest, control plane, edge, and the shop inside of this one.
final class Stack implements AutoCloseable {
  private static final String CONTROL = "control";

  private final Settings settings;
  private final Secrets secrets;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Shop shop;
  private volatile Runnable beforeClose = () -> {};
  private volatile boolean closing;

  private Stack(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.shop = Shop.start(settings.shopPort());
  }

  /// Starts everything and returns when the shop can be visited through the edge. What was started
  /// before something failed is ended again.
  static Stack start(Settings settings, Secrets secrets) throws InterruptedException {
    requireFreePorts(settings);
    Stack stack = new Stack(settings, secrets);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end-children"));
    try {
      stack.startChildren();
      return stack;
    } catch (CannotRun e) {
      stack.close();
      throw e;
    }
  }

  private void startChildren() throws InterruptedException {
    Child ingest =
        start("ingest", ingestCommand(), Map.of("RIMLIGHT_INGEST_KEY", secrets.ingestKey()));
    Child control =
        start(
            CONTROL,
            controlCommand(),
            Map.of(
                "RIMLIGHT_INGEST_KEY", secrets.ingestKey(),
                "RIMLIGHT_ADMIN_PASSWORD", secrets.adminPassword(),
                "RIMLIGHT_TOKEN", secrets.token()));
    control.awaitReady();
    Child edge =
        start(
            "edge",
            edgeCommand(),
            Map.of(
                "RIMLIGHT_INGEST_KEY", secrets.ingestKey(),
                "RIMLIGHT_COOKIE_KEYS", secrets.cookieKeys()));
    ingest.awaitReady();
    edge.awaitReady();
    Thread.ofVirtual().name("watch-children").start(this::watch);
  }

  private Child start(String name, List<String> command, Map<String, String> environment) {
    Child child = Child.start(name, command, environment, settings.data().resolve("logs"));
    children.add(child);
    return child;
  }

  private List<String> ingestCommand() {
    return java(
        "dev.rimlight.events.ingest.Main",
        "--port",
        String.valueOf(settings.ingestPort()),
        "--data",
        settings.data().resolve("ingest").toString(),
        "--environment",
        "demo");
  }

  private List<String> controlCommand() {
    return java(
        "dev.rimlight.control.Main",
        "--port",
        String.valueOf(settings.controlPort()),
        "--data",
        settings.data().resolve("control").toString(),
        "--environment",
        "demo",
        "--edge",
        settings.edge(),
        "--console",
        settings.home().resolve("console/dist").toString(),
        "--warehouse",
        settings.warehouse().toString(),
        "--ingest",
        settings.ingest());
  }

  private List<String> edgeCommand() {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            settings.node().toString(),
            settings.home().resolve("edge/worker/local/serve.mjs").toString(),
            "--port",
            String.valueOf(settings.port()),
            "--origin",
            settings.shop(),
            "--data",
            settings.data().resolve("edge").toString(),
            "--environment",
            "demo",
            "--ingest",
            settings.ingest(),
            "--client-in-pages"));
    for (String key : publicKeys()) {
      command.addAll(List.of("--public-key", key));
    }
    return command;
  }

  private List<String> publicKeys() {
    Path file = settings.data().resolve("control").resolve("publisher.pub");
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new CannotRun(file + " cannot be read: " + e.getMessage());
    }
  }

  private List<String> java(String main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.add("-Xshare:auto");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(options));
    return command;
  }

  private static void requireFreePorts(Settings settings) {
    String[] owners = {"the edge", "the shop", "the ingest", "the control plane"};
    for (int i = 0; i < owners.length; i++) {
      int port = settings.port() + i;
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        throw new CannotRun(
            "port "
                + port
                + " for "
                + owners[i]
                + " is in use; choose four free ones with --port N");
      }
    }
  }

  /// A control plane that dies is started again; the edge does not need it meanwhile. Anything else
  /// ends the demo.
  private void watch() {
    try {
      while (!closing) {
        Thread.sleep(250);
        for (Child child : children) {
          if (!closing && !child.alive()) {
            System.out.printf("%n%s ended with %d", child.name(), child.exitCode());
            System.out.println("; starting it again. The shop goes on without it.");
            Thread.sleep(2_000);
            if (!closing) {
              child.restart();
              child.awaitReady();
            }
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | CannotRun e) {
      System.err.println("demo: " + e.getMessage());
    }
  }

  /// What is to be done before the first process ends: sending the visitors home.
  void beforeClose(Runnable action) {
    beforeClose = action;
  }

  /// Ends the processes in the order in which events flow, so that nothing is left on the way.
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    beforeClose.run();
    for (Child child : children.reversed()) {
      child.stop();
    }
    shop.stop();
  }
}
