package dev.rimlight.events.ingest;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `rimlight erase`.
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Removes every row of one unit, e.g. of a visitor id, from Parquet, journal and dead letters.",
      "",
      "Prints the receipt as JSON. Asked for once it will be done, also when the ingest ends in between;",
      "asked for again it finds nothing more. Exit code 3 when it is still under way."
    })
public final class EraseCommand implements Callable<Integer> {
  private static final int UNDER_WAY = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Remote remote = new Remote();

  @Parameters(paramLabel = "UNIT", description = "The unit as events have it.")
  private String unit = "";

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return DeadLettersCommand.toldInOneLine(new CommandLine(new EraseCommand()));
  }

  @Override
  public Integer call() throws IOException, Remote.Refusal {
    String body = JsonMapper.shared().writeValueAsString(Map.of("unit", unit));
    JsonNode receipt = remote.send("POST", "/v1/erasures", body);
    PrintWriter out = spec.commandLine().getOut();
    out.println(receipt);
    out.flush();
    return receipt.get("finishedAt").isNull() ? UNDER_WAY : 0;
  }
}
