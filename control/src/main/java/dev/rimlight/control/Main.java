package dev.rimlight.control;

import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.publish.KvLeg;
import dev.rimlight.operate.Configuration;
import dev.rimlight.operate.LastingLog;
import dev.rimlight.operate.LogFormat;
import dev.rimlight.operate.SecretVariables;
import dev.rimlight.operate.StartOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Starts the control plane from the command line.
@Command(
    name = "control",
    subcommands = {
      StoreCommands.BackupCommand.class,
      StoreCommands.RestoreCommand.class,
      StoreCommands.AuditCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "rimlight control 0.1.0",
    sortOptions = false,
    description = "Publishes flags, experiments and routes to the edge.",
    footer = {
      "",
      "Environment variables:",
      "  RIMLIGHT_ADMIN_PASSWORD  password of the account admin, read on the first start only; made up and printed when absent",
      "  RIMLIGHT_TOKEN           bearer token for programs, >= 32 characters, valid while this process runs",
      "  RIMLIGHT_INGEST_KEY      bearer token that is sent to --ingest",
      "  RIMLIGHT_DATABASE_PASSWORD  password for --database",
      "  RIMLIGHT_CLOUDFLARE_TOKEN   may write to the namespaces of --kv",
      "  RIMLIGHT_OIDC_CLIENT_SECRET  secret of --oidc-client-id; without one it is a public client",
      "  OTEL_EXPORTER_OTLP_ENDPOINT  address that takes traces by OTLP over HTTP",
      "",
      "Each of the first six may be the name of a file with _FILE behind it: RIMLIGHT_TOKEN_FILE.",
      "Options may also come by variables, --port by RIMLIGHT_CONTROL_PORT, and by the file of --config."
    })
final class Main implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final String OIDC = "RIMLIGHT_OIDC_CLIENT_SECRET";
  private static final String CLOUDFLARE = "RIMLIGHT_CLOUDFLARE_TOKEN";

  static final List<String> SECRETS =
      List.of(
          "RIMLIGHT_ADMIN_PASSWORD",
          "RIMLIGHT_TOKEN",
          "RIMLIGHT_INGEST_KEY",
          Database.PASSWORD,
          CLOUDFLARE,
          OIDC);

  private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9_-]*)=(.*)");
  private static final Pattern NAMESPACE = Pattern.compile("([0-9a-f]{32})/([0-9a-f]{32})");
  private static final Pattern SMTP = Pattern.compile("([^:,]+):(\\d{1,5}),([^,\\s]+@[^,\\s]+)");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--host", description = "Address to listen at (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      description = "Port to listen at, 0 for any (default: ${DEFAULT-VALUE}).")
  private int port = 8790;

  @Option(names = "--data", description = "Folder of the database and the key; must be given.")
  private @Nullable Path data;

  @Option(
      names = "--database",
      description = "A PostgreSQL in place of the folder's: jdbc:postgresql://host/name?user=...")
  private @Nullable String database;

  @Option(
      names = "--environment",
      split = Configuration.BETWEEN_VALUES,
      hideParamSyntax = true,
      paramLabel = "KEY",
      description = "An environment; may be repeated (default: demo).")
  private List<String> environments = new ArrayList<>();

  @Option(
      names = "--edge",
      split = Configuration.BETWEEN_VALUES,
      hideParamSyntax = true,
      paramLabel = "[ENVIRONMENT=]URL",
      description =
          "An edge to publish to; may be repeated. Without a name: the first environment's.")
  private List<String> edges = new ArrayList<>();

  @Option(names = "--console", description = "Folder of the built console.")
  private @Nullable Path console;

  @Option(names = "--warehouse", description = "Folder of Parquet from which results are read.")
  private @Nullable Path warehouse;

  @Option(
      names = "--ingest",
      split = Configuration.BETWEEN_VALUES,
      hideParamSyntax = true,
      paramLabel = "[ENVIRONMENT=]URL",
      description = "An ingest, asked for lost events; may be repeated.")
  private List<String> ingests = new ArrayList<>();

  @Option(
      names = "--kv",
      split = Configuration.BETWEEN_VALUES,
      hideParamSyntax = true,
      paramLabel = "[ENVIRONMENT=]ACCOUNT/NAMESPACE",
      description = "Of Workers KV, written beside the edges; may be repeated.")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--cloudflare-api",
      paramLabel = "URL",
      description = "Address of Cloudflare's API (default: ${DEFAULT-VALUE}).")
  private URI cloudflareApi = URI.create("https://api.cloudflare.com/client/v4");

  @Option(
      names = "--allow-scripts",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      description = "Lets whoever may edit a route bring script into pages (action injectJs).")
  private boolean allowScripts;

  @Option(
      names = "--smtp",
      description = "Mail server for alerts, and their sender: HOST:PORT,SENDER")
  private @Nullable String smtp;

  @Option(
      names = "--requests-per-second",
      description =
          "Of one account, token or address, twice as many at once; 0 for any number (default: ${DEFAULT-VALUE}).")
  private int requestsPerSecond = 500;

  @Option(
      names = "--open-metrics",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      description = "Lets everybody read /metrics, not only those who may see everything.")
  private boolean openMetrics;

  @Option(
      names = "--drain-seconds",
      description =
          "How long it goes on serving after a signal to end, while /readyz answers 503 (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  @Option(
      names = "--log-format",
      description = "How the log is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LogFormat logFormat = LogFormat.TEXT;

  @Mixin private StartOptions start = new StartOptions();

  private final SecretVariables secrets = SecretVariables.ofProcess();
  private Optional<Configuration> configuration = Optional.empty();
  @Mixin private OidcOptions oidc = new OidcOptions();

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    LastingLog.choose();
    logQuietly();
    System.exit(execute(arguments));
  }

  private static int execute(String... arguments) {
    Main main = new Main();
    CommandLine command = commandLine(main);
    try {
      main.configuration = Optional.of(Configuration.of(command, System.getenv(), arguments));
    } catch (Configuration.Fault e) {
      command.getErr().println("control: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return command.execute(arguments);
  }

  private static CommandLine commandLine(Main main) {
    return new CommandLine(main)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::tell);
  }

  /// For those who compare documents with it.
  static CommandLine commandLine() {
    return commandLine(new Main());
  }

  private static void logQuietly() throws IOException {
    try (InputStream properties = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(properties);
    }
  }

  private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("control: " + failure.getMessage());
    return FAILED;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (start.print() && configuration.isPresent()) {
      out.print(configuration.get().effective(spec.commandLine(), secrets, SECRETS));
      out.flush();
      return 0;
    }
    Settings settings = settings();
    logFormat.install();
    ControlPlane plane = start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(plane), "stop"));
    plane
        .madeUpPassword()
        .ifPresent(password -> out.println("control account admin, password " + password));
    out.println("control ready on http://" + settings.host() + ":" + plane.port());
    out.flush();
    new CountDownLatch(1).await(); // until a signal ends the process
    return 0;
  }

  /// A process that ends by a signal exits with 128 + its number unless it is halted: having
  /// finished its work, this one ended well.
  private static void end(ControlPlane plane) {
    plane.close();
    Runtime.getRuntime().halt(0);
  }

  private Settings settings() {
    if (data == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--data=<data>'");
    }
    try {
      return new Settings(
          host,
          port,
          data,
          Optional.ofNullable(database),
          ofEnvironments(),
          Optional.ofNullable(console),
          Optional.ofNullable(warehouse),
          allowScripts ? Scripts.ALLOWED : Scripts.REFUSED,
          smtp == null ? Optional.empty() : Optional.of(mailServer(smtp)),
          requestsPerSecond,
          new Settings.Operating(openMetrics, Duration.ofSeconds(drainSeconds), System.getenv()),
          oidc.read(secrets.read(OIDC)),
          new Settings.Secrets(
              secrets.read("RIMLIGHT_ADMIN_PASSWORD"),
              secrets.read("RIMLIGHT_TOKEN"),
              secrets.read("RIMLIGHT_INGEST_KEY"),
              secrets.read(Database.PASSWORD)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private List<Settings.OfEnvironment> ofEnvironments() {
    List<String> keys = environments.isEmpty() ? List.of("demo") : environments;
    Map<String, List<String>> edgesOf = byEnvironment("--edge", edges, keys);
    Map<String, List<String>> ingestOf = byEnvironment("--ingest", ingests, keys);
    Map<String, List<String>> kvOf = byEnvironment("--kv", namespaces, keys);
    return keys.stream()
        .map(key ->
            new Settings.OfEnvironment(
                key,
                edgesOf.getOrDefault(key, List.of()).stream()
                    .map(text -> address("--edge", text))
                    .toList(),
                ingestOf.getOrDefault(key, List.of()).stream()
                    .findFirst()
                    .map(text -> address("--ingest", text)),
                kvOf.getOrDefault(key, List.of()).stream().findFirst().map(this::namespace)))
        .toList();
  }

  private KvLeg.Namespace namespace(String text) {
    Matcher matcher = NAMESPACE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--kv == \"%s\", must be ACCOUNT/NAMESPACE, two ids of 32 hexadecimal digits"
              .formatted(text));
    }
    String token =
        secrets
            .read(CLOUDFLARE)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "RIMLIGHT_CLOUDFLARE_TOKEN is missing, must be given for --kv"));
    return new KvLeg.Namespace(cloudflareApi, matcher.group(1), matcher.group(2), token);
  }

  private static Map<String, List<String>> byEnvironment(
      String option, List<String> texts, List<String> keys) {
    Map<String, List<String>> values = new HashMap<>();
    for (String text : texts) {
      Matcher named = NAMED.matcher(text);
      boolean has = named.matches();
      String key = has ? named.group(1) : keys.getFirst();
      if (!keys.contains(key)) {
        throw new IllegalArgumentException(
            "%s == \"%s\", must name one of the environments %s"
                .formatted(option, text, String.join(", ", keys)));
      }
      values.computeIfAbsent(key, _ -> new ArrayList<>()).add(has ? named.group(2) : text);
    }
    return values;
  }

  static URI address(String option, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "%s == \"%s\", must be an address: %s".formatted(option, text, e.getReason()), e);
    }
  }

  private static Messenger.Smtp mailServer(String text) {
    Matcher matcher = SMTP.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--smtp == \"%s\", must be HOST:PORT,SENDER, as mail:25,rimlight@example.com"
              .formatted(text));
    }
    return new Messenger.Smtp(
        matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3));
  }

  private static ControlPlane start(Settings settings) throws IOException {
    try {
      return ControlPlane.start(settings, InstantSource.system());
    } catch (BindException e) {
      throw new IOException(
          "cannot listen at %s:%d: %s".formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot write to " + e.getFile(), e);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getFile() + " is a file, must be a folder", e);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot find " + e.getFile(), e);
    }
  }
}
