package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static dev.rimlight.control.RunningControlPlane.TOKEN;
import static dev.rimlight.control.RunningControlPlane.WORDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.mcp.McpCommand;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.BufferedReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An assistant reads, and proposes what it was given leave to and nothing else: the protocol's own
/// client speaks to the command as a process, and that to a real control plane.
class McpTest {
  private static final List<String> READING =
      List.of(
          "explain_decision",
          "get_experiment",
          "get_flag",
          "get_holdout",
          "get_layer",
          "get_metric",
          "get_publication",
          "get_results",
          "get_route",
          "get_segment",
          "list_alerts",
          "list_changes",
          "list_experiments",
          "list_flags",
          "list_holdouts",
          "list_layers",
          "list_metrics",
          "list_routes",
          "list_segments");
  private static final String CALL_CTA =
      CTA.replace("\"on\":true", "\"on\":true,\"name\":\"Call\"");

  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private static List<String> command(URI control, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(McpCommand.class.getName(), "--control", control.toString()));
    command.addAll(List.of(options));
    return command;
  }

  /// The assistant's end of the connection.
  private record Assistant(McpSyncClient client) implements AutoCloseable {
    static Assistant of(URI control, String token, String... options) {
      List<String> command = command(control, options);
      ServerParameters process =
          ServerParameters.builder(command.getFirst())
              .args(command.subList(1, command.size()))
              .addEnvVar("RIMLIGHT_TOKEN", token)
              .build();
      McpSyncClient client =
          McpClient.sync(new StdioClientTransport(process, McpJsonDefaults.getMapper()))
              .requestTimeout(Duration.ofSeconds(60))
              .initializationTimeout(Duration.ofSeconds(60))
              .build();
      client.initialize();
      return new Assistant(client);
    }

    List<String> tools() {
      return client.listTools().tools().stream().map(Tool::name).sorted().toList();
    }

    private CallToolResult call(String tool, Map<String, Object> arguments) {
      return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
      return ((TextContent) result.content().getFirst()).text();
    }

    Map<String, Object> ask(String tool, Map<String, Object> arguments) {
      CallToolResult result = call(tool, arguments);
      assertThat(result.isError()).as(text(result)).isFalse();
      return Json.readStored(text(result));
    }

    String refusal(String tool, Map<String, Object> arguments) {
      CallToolResult result = call(tool, arguments);
      assertThat(result.isError()).as(text(result)).isTrue();
      return text(result);
    }

    @Override
    public void close() {
      client.closeGracefully();
    }
  }

  private Assistant assistant(String... options) {
    return Assistant.of(control.uri(""), TOKEN, options);
  }

  private static Map<String, Object> proposal(String key, int version, String document) {
    return Map.of(
        "key",
        key,
        "version",
        version,
        "document",
        Json.readStored(document),
        "reason",
        "the button reads better");
  }

  @Test
  void withoutLeave_onlyReadsAreThere() {
    try (Assistant assistant = assistant()) {
      assertThat(assistant.tools()).isEqualTo(READING);
      assertThat(assistant.client().listTools().tools())
          .allSatisfy(tool -> assertThat(tool.annotations().readOnlyHint()).isTrue());
      assertThat(assistant.client().getServerInstructions())
          .contains("You may propose nothing: a proposal names")
          .endsWith(
              "Nothing here can publish, kill, start, stop or delete, or change people, tokens and keys; ask a person for that.");
      assertThatExceptionOfType(McpError.class)
          .isThrownBy(() -> assistant.call("propose_flag", proposal("cta", 0, CTA)))
          .satisfies(error ->
              assertThat(error.getJsonRpcError().data()).isEqualTo("Tool not found: propose_flag"));
    }
    assertThat(control.get(BASE + "/flags").list("flags")).isEmpty();
  }

  @Test
  void withEveryLeave_nothingPublishesKillsOrDeletes() {
    try (Assistant assistant = assistant("--may-propose", "flags,experiments,routes")) {
      List<String> tools = new ArrayList<>(READING);
      tools.addAll(List.of("propose_experiment", "propose_flag", "propose_route"));
      assertThat(assistant.tools()).isEqualTo(tools);
      assertThat(assistant.client().getServerInstructions())
          .contains("You may propose changes of flags, experiments, routes: ");
    }
  }

  @Test
  void reading_answersWithTheJsonOfTheApi() {
    control.draftTheShop();
    control.create("/flags/banner", CTA.replace("\"cta\"", "\"banner\"").replace("Buy", "Look"));
    control.publish();
    try (Assistant assistant = assistant()) {
      assertThat(assistant.ask("get_flag", Map.of("key", "cta")))
          .isEqualTo(control.get(BASE + "/flags/cta").json());
      assertThat(assistant.ask("get_experiment", Map.of("key", "wording")))
          .isEqualTo(control.get(BASE + "/experiments/wording").json());
      assertThat(assistant.ask("get_publication", Map.of()))
          .isEqualTo(control.get(BASE + "/publication").json());
      assertThat(assistant.ask("list_flags", Map.of("search", "buy NOW")))
          .isEqualTo(Map.of("flags", List.of(control.get(BASE + "/flags/cta").json()), "left", 0));
      assertThat(assistant.ask("list_flags", Map.of("limit", 1))).containsEntry("left", 1);
      assertThat(assistant.ask("list_routes", Map.of("search", "nowhere")))
          .isEqualTo(Map.of("routes", List.of(), "left", 0));
      assertThat(assistant.ask("get_results", Map.of("key", "wording", "metric", "orders")))
          .containsEntry("experiment", "wording")
          .containsEntry("exposedUnits", 0);
      assertThat(assistant.ask("list_alerts", Map.of("open", true)))
          .isEqualTo(Map.of("alerts", List.of(), "left", 0));
      Map<String, Object> change =
          assistant.ask("list_changes", Map.of("key", "banner", "limit", 1));
      assertThat(change).extractingByKey("entries").asString().contains("action=flag.create");
      assertThat(assistant.refusal("get_flag", Map.of("key", "nothing")))
          .isEqualTo("There is no such thing: flag nothing does not exist");
      assertThat(assistant.refusal("get_flag", Map.of("key", "../publication")))
          .startsWith("key == \"../publication\", must match");
    }
  }

  @Test
  void decision_isExplainedFromTheDrafts() {
    control.create(
        "/flags/cta",
        CTA.replace(
            ",\n \"rules\":[{\"id\":\"trial\",\"serve\":{\"experiment\":\"wording\"}}]", ""));
    try (Assistant assistant = assistant()) {
      Map<String, Object> trace =
          assistant.ask(
              "explain_decision", Map.of("flag", "cta", "context", Map.of("unit", "visitor-1")));
      assertThat(trace.toString()).contains("plain");
      assertThat(
              assistant.refusal(
                  "explain_decision", Map.of("flag", "x", "context", Map.of("unit", "v"))))
          .isEqualTo("flag x is not there");
    }
  }

  @Test
  void proposal_isADraftWithItsReasonAndNothingIsPublished() {
    control.draftTheShop();
    control.publish();
    String published = snapshot();
    try (Assistant assistant = assistant("--may-propose", "flags")) {
      assertThat(assistant.ask("propose_flag", proposal("cta", 1, CALL_CTA)))
          .isEqualTo(
              Map.of(
                  "proposed",
                  "flag cta",
                  "version",
                  2,
                  "published",
                  false,
                  "differences",
                  List.of(Map.of("path", "/name", "after", "Call")),
                  "review",
                  control.uri("/environments/demo/flags/cta").toString()));
      assertThat(
              assistant.ask("propose_flag", proposal("new", 0, CTA.replace("\"cta\"", "\"new\""))))
          .containsEntry("version", 1);
      assertThat(assistant.refusal("propose_flag", proposal("cta", 2, CALL_CTA)))
          .isEqualTo("nothing differs from the draft of flag cta");
    }
    assertThat(control.get(BASE + "/flags/cta").json())
        .containsEntry("version", 2)
        .containsEntry("published", false);
    assertThat(control.get(BASE + "/flags/cta/comments").list("comments").getFirst())
        .containsEntry("text", "Version 2 was proposed: the button reads better");
    assertThat(control.get(BASE + "/publication").json()).containsEntry("revision", 1);
    assertThat(snapshot()).isEqualTo(published);
  }

  private String snapshot() {
    return control.get(BASE + "/envelopes/snapshot").response().body();
  }

  @Test
  void olderVersion_isToldAndNothingIsChanged() {
    control.create("/flags/cta", CTA);
    control.change("/flags/cta", 1, CALL_CTA);
    try (Assistant assistant = assistant("--may-propose", "flags")) {
      assertThat(assistant.refusal("propose_flag", proposal("cta", 1, CTA)))
          .isEqualTo(
              "Somebody changed it in the meantime: flag cta has version 2, must be 1 for If-Match");
      assertThat(assistant.refusal("propose_flag", proposal("cta", 0, CTA)))
          .isEqualTo(
              "Somebody changed it in the meantime: flag cta exists already, must not exist for If-None-Match");
      assertThat(
              assistant.refusal(
                  "propose_flag",
                  proposal(
                      "cta", 2, CTA.replace("{\"variant\":\"plain\"}", "{\"variant\":\"loud\"}"))))
          .startsWith("The document is invalid: ")
          .contains("\n/default/variant: ");
    }
    assertThat(control.get(BASE + "/flags/cta").json()).containsEntry("version", 2);
  }

  @Test
  void outsideOfTheLeave_noRequestLeaves() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer nobody =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    nobody.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    nobody.start();
    URI address = URI.create("http://127.0.0.1:" + nobody.getAddress().getPort());
    try (Assistant assistant =
        Assistant.of(address, TOKEN, "--may-propose", "flags,experiments", "--only", "shop-")) {
      assertThat(assistant.refusal("propose_flag", proposal("cta", 1, CTA)))
          .isEqualTo("key == cta, must start with shop- to be proposed");
      assertThat(
              assistant.refusal(
                  "propose_experiment",
                  proposal("shop-x", 0, WORDING.replace("\"wording\"", "\"shop-x\""))))
          .isEqualTo(
              "status == running, must be draft to be proposed: only people start, change and stop what runs");
      assertThatExceptionOfType(McpError.class)
          .isThrownBy(() -> assistant.call("propose_route", proposal("shop-x", 1, "{}")));
      assertThat(requests).hasValue(0);
      assistant.refusal("get_flag", Map.of("key", "cta"));
      assertThat(requests).hasValue(1);
    } finally {
      nobody.stop(0);
    }
  }

  @Test
  void experiment_isNotStartedOrStoppedAndNotTouchedOnceItRuns() {
    String drafted = WORDING.replace("running", "draft");
    control.create("/flags/cta", CTA);
    control.create("/experiments/wording", drafted);
    try (Assistant assistant = assistant("--may-propose", "experiments")) {
      assertThat(assistant.refusal("propose_experiment", proposal("wording", 1, WORDING)))
          .isEqualTo(
              "status == running, must be draft to be proposed: only people start, change and stop what runs");
      assertThat(
              assistant.refusal(
                  "propose_experiment",
                  proposal(
                      "wording", 1, drafted.replace("\"unit\"", "\"onHarm\":\"kill\",\"unit\""))))
          .isEqualTo("onHarm == kill, must stay as it is: only people change it");
      assertThat(
              assistant.ask(
                  "propose_experiment",
                  proposal(
                      "wording",
                      1,
                      drafted.replace("\"allocation\":50000", "\"allocation\":60000"))))
          .containsEntry("version", 2);
      control.change("/experiments/wording", 2, WORDING);
      control.publish();
      assertThat(
              assistant.refusal(
                  "propose_experiment",
                  proposal(
                      "wording", 3, WORDING.replace("\"unit\"", "\"name\":\"Words\",\"unit\""))))
          .isEqualTo(
              "status == running, must be draft to be proposed: only people start, change and stop what runs");
    }
    assertThat(control.get(BASE + "/experiments/wording").json()).containsEntry("version", 3);
  }

  @Test
  void wrongToken_isToldByEveryTool() {
    try (Assistant assistant = Assistant.of(control.uri(""), "x".repeat(40))) {
      assertThat(assistant.refusal("list_flags", Map.of()))
          .isEqualTo("Sign in or send a token: the bearer token is not known");
    }
  }

  @Test
  void viewersToken_mayNotPropose() {
    try (Assistant assistant =
        Assistant.of(control.uri(""), control.token("viewer"), "--may-propose", "flags")) {
      assertThat(assistant.ask("list_flags", Map.of())).containsEntry("left", 0);
      assertThat(assistant.refusal("propose_flag", proposal("cta", 0, CTA)))
          .startsWith("The role does not allow it: ");
    }
  }

  @Test
  void answer_isBounded() {
    StringBuilder variants = new StringBuilder("{\"key\":\"plain\",\"value\":\"\"}");
    for (int i = 1; i < 100; i++) {
      variants.append(",{\"key\":\"v%d\",\"value\":\"%s\"}".formatted(i, "x".repeat(700)));
    }
    String large =
        "{\"key\":\"large\",\"type\":\"string\",\"on\":true,\"default\":{\"variant\":\"plain\"},\"variants\":[%s]}"
            .formatted(variants);
    assertThat(control.create("/flags/large", large).status()).isEqualTo(201);
    try (Assistant assistant = assistant()) {
      assertThat(assistant.refusal("get_flag", Map.of("key", "large")))
          .matches("the answer has 7\\d{4} characters, must have <= 60000: ask for less");
      assertThat(assistant.ask("list_flags", Map.of()))
          .isEqualTo(Map.of("flags", List.of(), "left", 1));
      assertThat(assistant.refusal("list_flags", Map.of("limit", 101))).contains("/limit");
      assertThat(assistant.refusal("list_flags", Map.of("publish", true))).contains("publish");
    }
  }

  @Test
  void endOfInput_endsTheProcessAndOutputIsTheProtocolAlone() throws Exception {
    ProcessBuilder command = new ProcessBuilder(command(control.uri("")));
    command.environment().put("RIMLIGHT_TOKEN", TOKEN);
    Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (Writer in = process.outputWriter();
        BufferedReader out = process.inputReader()) {
      in.write(
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
          """);
      in.flush();
      assertThat(Json.readStored(out.readLine()))
          .containsEntry("id", 1)
          .extractingByKey("result")
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("serverInfo", Map.of("name", "rimlight", "version", "1"));
      in.close();
      assertThat(out.lines()).isEmpty();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void unknownNoun_isRefusedAtTheStart() throws Exception {
    Process process =
        new ProcessBuilder(command(control.uri(""), "--may-propose", "flags,people")).start();
    assertThat(process.errorReader().lines())
        .containsExactly(
            "rimlight: --may-propose == people, must be of metrics, segments, layers, holdouts, flags, experiments, routes");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
