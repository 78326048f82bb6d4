package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Paths into contexts, and the bounds of what a context may bring along.
class AttributeTest {
  @Test
  void plainName_isOneAttribute() {
    assertThat(path("a/b~")).containsExactly("a/b~");
  }

  @Test
  void path_isUnescaped() {
    assertThat(path("/a~1b/~0c//d~01")).containsExactly("a/b", "~c", "", "d~1");
  }

  @Test
  void brokenPaths_areRefusedByName() {
    for (String name : List.of("/a~", "/a~2", "/~/b", "/a".repeat(Limits.PATH_DEPTH + 1))) {
      assertThat(fault("\"attribute\":\"" + name + "\",\"operator\":\"exists\""))
          .hasMessage(
              "/rules/0/when/attribute == \""
                  + name
                  + "\", must be a path of at most 16 names with ~0 for ~ and ~1 for /");
    }
    assertThat(path("/a".repeat(Limits.PATH_DEPTH))).hasSize(16);
  }

  @Test
  void badElementsAndReadings_areRefusedByName() {
    String attribute = "\"attribute\":\"a\",\"operator\":";
    assertThat(fault(attribute + "\"equals\",\"values\":[1],\"elements\":\"some\""))
        .hasMessage("/rules/0/when/elements == \"some\", must be any, all, none or whole");
    assertThat(fault(attribute + "\"exists\",\"elements\":\"all\""))
        .hasMessage("/rules/0/when/elements == \"all\", must be any: exists is about the list");
    assertThat(fault(attribute + "\"equals\",\"values\":[1],\"as\":\"colour\""))
        .hasMessage(
            "/rules/0/when/as == \"colour\","
                + " must be value, text, number, truth, json, size, type or version");
  }

  @Test
  void longList_isCutAtItsLimit() {
    List<Object> many = Collections.nCopies(Limits.LIST_ELEMENTS + 1, true);
    assertThat(((Value.Items) ContextJson.value(many, 1)).elements()).hasSize(1_000);
  }

  @Test
  void missingAttribute_hasNoElementsWhateverIsAsked() {
    Context context = new Context("v").with("a", Value.Members.of(Map.of()));
    Snapshot none =
        Snapshot.open(SnapshotCodec.encode(new Definitions("x", 1, List.of(), List.of(), "[]")));
    Question question = new Question(none, KillList.NONE, context, 0, null);
    for (Elements elements : Elements.values()) {
      Attribute attribute = Attribute.parse("/a/b").orElseThrow();
      Wanted wanted = new Wanted(List.of(new Term.Constant(new Value.Text("x"))));
      Condition condition =
          new Condition.Test(
              attribute, elements, new Check.Compare(Operator.EQUALS, wanted, false, false));
      assertThat(condition.holds(question)).isFalse();
    }
  }

  private static List<String> path(String name) {
    return Attribute.parse(name).orElseThrow().path();
  }

  private static InvalidDefinition fault(String condition) {
    String flag =
        """
        {"key":"f","type":"boolean","on":true,"off":"a","default":{"variant":"a"},
         "variants":[{"key":"a","value":true}],
         "rules":[{"id":"r","when":{%s},"serve":{"variant":"a"}}]}
        """
            .formatted(condition);
    return catchThrowableOfType(
        InvalidDefinition.class, () -> DefinitionsJson.readFlag(Vectors.json(flag)));
  }
}
