package dev.rimlight.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Command line before variable before file before default, and what cannot be used is named.
class ConfigurationTest {
  @TempDir private Path folder;

  @Command(name = "shop", mixinStandardHelpOptions = true, subcommands = Copy.class)
  private static final class Shop implements Runnable {
    @Option(names = "--config")
    private @Nullable Path config;

    @Option(names = "--port")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1")
    private String host = "";

    @Option(names = "--edge", split = Configuration.BETWEEN_VALUES)
    private List<String> edges = new ArrayList<>();

    @Option(names = "--allow-scripts", arity = "0..1", fallbackValue = "true")
    private boolean allowScripts;

    @Option(names = "--database")
    private @Nullable String database;

    @Override
    public void run() {
      assertThat(config == null || Files.exists(config)).isTrue();
    }

    private List<Object> told() {
      return List.of(port, host, edges, allowScripts && database == null);
    }
  }

  @Command(name = "copy")
  private static final class Copy implements Runnable {
    @Option(names = "--host", required = true)
    private String host = "";

    @Option(names = "--edge")
    private String edge = "";

    @Option(names = "--to")
    private @Nullable String to;

    @Override
    public void run() {
      assertThat(List.of(host, edge, String.valueOf(to)))
          .isEqualTo(List.of("file.example", "a=http://one", "null"));
    }
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("shop.yaml"), text);
  }

  private static Shop run(Map<String, String> variables, String... arguments) throws Exception {
    Shop shop = new Shop();
    CommandLine command = new CommandLine(shop);
    var _ = Configuration.of(command, variables, arguments);
    assertThat(command.execute(arguments)).isZero();
    return shop;
  }

  @Test
  void precedence_isCommandLineThenVariableThenFileThenDefault() throws Exception {
    Path file =
        file(
            "port: 1\nhost: file.example\nedge: [a=http://one, http://two]\nallow-scripts: true\n");
    assertThat(run(Map.of(), "--port", "5").told())
        .isEqualTo(List.of(5, "127.0.0.1", List.of(), false));
    assertThat(run(Map.of(), "--config", file.toString()).told())
        .isEqualTo(List.of(1, "file.example", List.of("a=http://one", "http://two"), true));
    Map<String, String> variables =
        Map.of(
            "RIMLIGHT_SHOP_PORT", "2",
            "RIMLIGHT_SHOP_EDGE", "http://three  http://four\nhttp://five",
            "RIMLIGHT_SHOP_ALLOW_SCRIPTS", "false",
            "RIMLIGHT_SHOP_HOST", "",
            "RIMLIGHT_SHOP_CONFIG", file.toString());
    assertThat(run(variables).told())
        .isEqualTo(
            List.of(
                2, "file.example", List.of("http://three", "http://four", "http://five"), false));
    assertThat(run(variables, "--port=3", "--edge", "http://six", "--allow-scripts").told())
        .isEqualTo(List.of(3, "file.example", List.of("http://six"), true));
    assertThat(run(Map.of(), "--config=" + file, "--allow-scripts").told().get(3)).isEqualTo(true);
  }

  @Test
  void subcommand_takesWhatItShares() throws Exception {
    Path file = file("host: file.example\nedge: [a=http://one, http://two]\nport: 1\n");
    var _ = run(Map.of("RIMLIGHT_SHOP_TO", "x"), "--config", file.toString(), "copy");
  }

  @Test
  void whatCannotBeUsed_isNamedWithFileAndKey() throws Exception {
    assertFault(
        "prot: 1",
        "prot is not an option, must be one of allow-scripts, database, edge, host, port");
    assertFault("port: many", "port == \"many\", must be a whole number");
    assertFault("port: 1.5", "port == 1.5, must be a whole number");
    assertFault("host: 5", "host == 5, must be a text");
    assertFault("edge: http://one", "");
    assertFault("edge: {a: b}", "edge == {\"a\":\"b\"}, must be a list of texts");
    assertFault("edge: [1]", "edge holds 1, must be a list of texts");
    assertFault("allow-scripts: \"yes\"", "allow-scripts == \"yes\", must be true or false");
    assertFault(
        "config: other.yaml",
        "config is not an option, must be one of allow-scripts, database, edge, host, port");
    Path shop = folder.resolve("shop.yaml");
    Files.writeString(shop, "- port");
    assertThatThrownBy(() -> run(Map.of(), "--config", shop.toString()))
        .hasMessage(shop + " must be keys with values, as \"port: 8790\"");
    Files.writeString(shop, "port: 1\nport: 2\n");
    assertThatThrownBy(() -> run(Map.of(), "--config", shop.toString()))
        .hasMessageStartingWith(shop + " is not YAML: ");
    Files.writeString(shop, "#".repeat(Configuration.MOST_BYTES + 1));
    assertThatThrownBy(() -> run(Map.of(), "--config", shop.toString()))
        .hasMessage(shop + " has 65537 bytes, must have <= 65536");
    assertThatThrownBy(() -> run(Map.of(), "--config", folder.resolve("none").toString()))
        .hasMessage("cannot read " + folder.resolve("none"));
    assertThatThrownBy(() -> run(Map.of("RIMLIGHT_SHOP_PORT", "tcp://10.0.0.1:80")))
        .hasMessage("RIMLIGHT_SHOP_PORT == \"tcp://10.0.0.1:80\", must be a whole number");
    assertThatThrownBy(() -> run(Map.of("RIMLIGHT_SHOP_ALLOW_SCRIPTS", "1")))
        .hasMessage("RIMLIGHT_SHOP_ALLOW_SCRIPTS == \"1\", must be true or false");
  }

  private void assertFault(String text, String message) throws Exception {
    Path file = file("port: 1\n".repeat(text.startsWith("port") ? 0 : 1) + text + "\n");
    if (message.isEmpty()) {
      assertThat(run(Map.of(), "--config", file.toString()).told().get(2))
          .isEqualTo(List.of("http://one"));
    } else {
      assertThatThrownBy(() -> run(Map.of(), "--config", file.toString()))
          .isInstanceOf(Configuration.Fault.class)
          .hasMessage(file + ": " + message);
    }
  }

  @Test
  void effective_saysWhereEachComesFromAndNoSecret() throws Exception {
    Path file =
        file(
            "port: 1\nedge: [http://one]\ndatabase: jdbc:postgresql://u:pw1@h/d?password=pw2&x=1\n");
    CommandLine command = new CommandLine(new Shop());
    Map<String, String> variables =
        Map.of(
            "RIMLIGHT_SHOP_CONFIG",
            file.toString(),
            "RIMLIGHT_SHOP_PORT",
            "2",
            "RIMLIGHT_TOKEN",
            "secret");
    Configuration configuration = Configuration.of(command, variables);
    var _ = command.parseArgs("--host", "h");
    assertThat(
            configuration.effective(
                command,
                new SecretVariables(variables),
                List.of("RIMLIGHT_TOKEN", "RIMLIGHT_INGEST_KEY")))
        .isEqualTo(
            """
            port: 2 # RIMLIGHT_SHOP_PORT
            host: "h" # command line
            edge: ["http://one"] # %1$s: edge
            allow-scripts: false # default
            database: "jdbc:postgresql://...@h/d?password=...&x=1" # %1$s: database
            # RIMLIGHT_TOKEN is given
            # RIMLIGHT_INGEST_KEY is not given
            """
                .formatted(file));
  }

  @Test
  void secret_comesByVariableOrByFile() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), " key of the file\n");
    assertThat(new SecretVariables(Map.of("K", "v")).read("K")).contains("v");
    assertThat(new SecretVariables(Map.of("K", "")).read("K")).isEmpty();
    assertThat(new SecretVariables(Map.of("K_FILE", secret.toString())).read("K"))
        .contains("key of the file");
    assertRefused(
        Map.of("K", "v", "K_FILE", secret.toString()),
        "K and K_FILE are both given, must be one of them");
    Path none = folder.resolve("none");
    assertRefused(
        Map.of("K_FILE", none.toString()),
        "K_FILE == \"%s\", must be a file that can be read".formatted(none));
    Files.writeString(secret, "\n");
    assertRefused(
        Map.of("K_FILE", secret.toString()),
        "K_FILE == \"%s\", must not be empty".formatted(secret));
  }

  private static void assertRefused(Map<String, String> variables, String message) {
    assertThatThrownBy(() -> new SecretVariables(variables).read("K"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
