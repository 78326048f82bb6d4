package dev.rimlight.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What spec/openapi.yaml says of each operation, with its references followed.
final class ApiDocument {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete");

  private final Map<String, Object> root;

  private ApiDocument(Map<String, Object> root) {
    this.root = root;
  }

  /// @param in path, query or header
  record Parameter(String name, String in, Map<String, Object> schema) {}

  /// @param role what it needs; absent for everybody who is known, or for all if it is `open`
  /// @param body the schema of its body; empty if it has none
  /// @param statuses those that it names
  record Operation(
      String id,
      String method,
      String path,
      boolean open,
      Optional<String> role,
      List<Parameter> parameters,
      Map<String, Object> body,
      TreeSet<Integer> statuses) {}

  static ApiDocument read() {
    Path spec =
        Path.of(Objects.requireNonNull(System.getProperty("rimlight.root")), "spec/openapi.yaml");
    return new ApiDocument(object(new YAMLMapper().readValue(spec.toFile(), Object.class)));
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    object(root.get("paths"))
        .forEach((path, item) -> {
          Map<String, Object> methods = object(item);
          for (String method : METHODS) {
            if (methods.containsKey(method)) {
              operations.add(operation(path, method, methods, object(methods.get(method))));
            }
          }
        });
    return operations;
  }

  private Operation operation(
      String path, String method, Map<String, Object> item, Map<String, Object> operation) {
    List<Parameter> parameters = new ArrayList<>(parameters(item));
    parameters.addAll(parameters(operation));
    TreeSet<Integer> statuses = new TreeSet<>();
    for (String status : object(operation.get("responses")).keySet()) {
      if (!status.equals("default")) {
        statuses.add(Integer.valueOf(status));
      }
    }
    Map<String, Object> content =
        object(object(object(operation.get("requestBody")).get("content")).get("application/json"));
    return new Operation(
        String.valueOf(operation.get("operationId")),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.get("security") instanceof List<?> security && security.isEmpty(),
        Optional.ofNullable(operation.get("x-role")).map(String::valueOf),
        parameters,
        followed(object(content.get("schema"))),
        statuses);
  }

  private List<Parameter> parameters(Map<String, Object> holder) {
    return list(holder.get("parameters")).stream()
        .map(item -> followed(object(item)))
        .map(parameter ->
            new Parameter(
                String.valueOf(parameter.get("name")),
                String.valueOf(parameter.get("in")),
                followed(object(parameter.get("schema")))))
        .toList();
  }

  /// The schema or parameter that is meant.
  Map<String, Object> followed(Map<String, Object> item) {
    if (!(item.get("$ref") instanceof String reference)) {
      return item;
    }
    Map<String, Object> at = root;
    for (String part : reference.substring("#/".length()).split("/", -1)) {
      at = object(at.get(part));
    }
    return followed(at);
  }

  /// An object's members; none if it is something else.
  static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }

  static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> items ? new ArrayList<>(items) : List.of();
  }
}
