package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Metric;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.results.ResultsTable;
import dev.rimlight.events.warehouse.Dimension;
import dev.rimlight.events.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The verdict on an experiment.
final class ResultsOperations {
  static final double MIN_ALPHA = 0.0001;
  static final double MAX_ALPHA = 0.5;
  private static final double DEFAULT_ALPHA = 0.05;

  private final ResultsDesk desk;

  ResultsOperations(ResultsDesk desk) {
    this.desk = desk;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(
            Role.VIEWER,
            "GET",
            "/v1/environments/{environment}/experiments/{key}/results",
            this::results),
        Operation.of(
            Role.VIEWER,
            "GET",
            "/v1/environments/{environment}/experiments/{key}/results/dimensions/{dimension}",
            call -> new Answer.Value(desk.breakdown(call.parameter("key"), dimension(call)))),
        Operation.of(
            Role.VIEWER,
            "GET",
            "/v1/environments/{environment}/experiments/{key}/results/methods",
            call -> new Answer.Value(Map.of("methods", desk.methods(call.parameter("key"))))),
        Operation.of(
            Role.VIEWER,
            "GET",
            "/v1/environments/{environment}/experiments/{key}/results/export",
            this::export));
  }

  private Answer results(Call call) {
    double alpha = alpha(call);
    Optional<String> frozen =
        alpha == DEFAULT_ALPHA ? desk.frozen(call.parameter("key")) : Optional.empty();
    return frozen.isPresent()
        ? new Answer.Text("application/json", frozen.get())
        : new Answer.Value(desk.results(call.parameter("key"), alpha));
  }

  private static Dimension dimension(Call call) {
    String name = call.parameter("dimension");
    return Arrays.stream(Dimension.values())
        .filter(dimension -> Metric.word(dimension).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Rejected(
                Rejection.NOT_FOUND,
                "dimension == \"%s\", must be one of %s"
                    .formatted(
                        name,
                        Arrays.stream(Dimension.values())
                            .map(Metric::word)
                            .collect(Collectors.joining(", ")))));
  }

  private Answer export(Call call) {
    String key = call.parameter("key");
    Warehouse.Format format = format(call.query("format").orElse("csv"));
    String rows = call.query("rows").orElse("units");
    return switch (rows) {
      case "units" -> units(key, format);
      case "results" -> {
        if (format != Warehouse.Format.CSV) {
          throw new Rejected(
              Rejection.INVALID_REQUEST, "format == \"parquet\", must be csv for rows of results");
        }
        yield new Answer.Text(
            "text/csv; charset=utf-8", ResultsTable.csv(desk.results(key, alpha(call))));
      }
      default ->
          throw new Rejected(
              Rejection.INVALID_REQUEST,
              "rows == \"%s\", must be units or results".formatted(rows));
    };
  }

  private Answer units(String key, Warehouse.Format format) {
    Path file = scratch();
    if (!exported(key, format, file)) {
      throw new Rejected(Rejection.NOT_FOUND, "experiment %s has no events yet".formatted(key));
    }
    return switch (format) {
      case CSV -> new Answer.Download("text/csv", key + ".csv", file);
      case PARQUET -> new Answer.Download("application/vnd.apache.parquet", key + ".parquet", file);
    };
  }

  /// Leaves no file behind unless there is one to send.
  private boolean exported(String key, Warehouse.Format format, Path file) {
    boolean exported = false;
    try {
      exported = desk.export(key, format, file);
      return exported;
    } finally {
      if (!exported) {
        discard(file);
      }
    }
  }

  /// The file with the folder that was made for it.
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("rimlight-export").resolve("units");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Warehouse.Format format(String name) {
    return switch (name) {
      case "csv" -> Warehouse.Format.CSV;
      case "parquet" -> Warehouse.Format.PARQUET;
      default ->
          throw new Rejected(
              Rejection.INVALID_REQUEST,
              "format == \"%s\", must be csv or parquet".formatted(name));
    };
  }

  private static double alpha(Call call) {
    return call.query("alpha").map(ResultsOperations::alpha).orElse(DEFAULT_ALPHA);
  }

  private static double alpha(String text) {
    try {
      double alpha = Double.parseDouble(text);
      if (alpha >= MIN_ALPHA && alpha <= MAX_ALPHA) {
        return alpha;
      }
    } catch (NumberFormatException _) {
      // said below, as for a number outside
    }
    throw new Rejected(
        Rejection.INVALID_REQUEST,
        "alpha == \"%s\", must be a number in %s..%s".formatted(text, MIN_ALPHA, MAX_ALPHA));
  }
}
