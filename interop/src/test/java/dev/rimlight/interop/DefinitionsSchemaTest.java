package dev.rimlight.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.SnapshotCodec;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.migrate.DefinitionsText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// spec/definitions.schema.json says what is read and written: the golden definitions are of it,
/// and so is what comes back when they are written; what is read again is the same.
@NullUnmarked
class DefinitionsSchemaTest {
  private static final Path SPEC = Path.of(System.getProperty("rimlight.root", ".."), "spec");

  private final Schema schema;

  DefinitionsSchemaTest() throws Exception {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SPEC.resolve("definitions.schema.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"decisions.json", "language.json"})
  void goldenDefinitions_areOfTheSchemaAndComeBackTheSame(String name) throws Exception {
    Map<?, ?> vectors = (Map<?, ?>) Json.read(Files.readAllBytes(SPEC.resolve("vectors/" + name)));
    Map<String, Object> document = new LinkedHashMap<>();
    ((Map<?, ?>) vectors.get("definitions"))
        .forEach((member, value) -> document.put((String) member, value));
    document.remove("routes");
    assertThat(faults(JsonText.of(document))).isEmpty();

    Definitions definitions = DefinitionsJson.read(document).checked();
    String written = DefinitionsText.of(definitions);
    assertThat(faults(written)).isEmpty();
    @SuppressWarnings("unchecked")
    Map<String, Object> again =
        (Map<String, Object>) Json.read(written.getBytes(StandardCharsets.UTF_8));
    assertThat(SnapshotCodec.encode(DefinitionsJson.read(again)))
        .isEqualTo(SnapshotCodec.encode(definitions));
  }

  @Test
  void schema_refusesWhatTheReaderRefuses() {
    assertThat(faults("{\"flags\":[{\"key\":\"f\"}]}")).isNotEmpty();
    assertThat(faults("{\"flags\":[],\"colour\":1}")).hasSize(1);
    String flag =
        "{\"flags\":[{\"key\":\"f\",\"type\":\"boolean\",\"on\":true,"
            + "\"variants\":[{\"key\":\"a\",\"value\":true}],\"default\":{\"variant\":\"a\"},"
            + "\"rules\":[{\"id\":\"r\",\"when\":%s,\"serve\":{\"variant\":\"a\"}}]}]}";
    assertThat(faults(flag.formatted("{\"all\":[]}"))).isEmpty();
    assertThat(faults(flag.formatted("{\"all\":[],\"any\":[]}"))).isNotEmpty();
    assertThat(faults(flag.formatted("{\"attribute\":\"a\",\"operator\":\"near\"}"))).isNotEmpty();
  }

  private List<String> faults(String document) {
    return schema.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
