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
  void badElementsSizesAndTypes_areRefusedByName() {
    String attribute = "\"attribute\":\"a\",\"operator\":";
    assertThat(fault(attribute + "\"equals\",\"values\":[1],\"elements\":\"some\""))
        .hasMessage("/rules/0/when/elements == \"some\", must be any, all or none");
    assertThat(fault(attribute + "\"sizeLess\",\"values\":[1],\"elements\":\"all\""))
        .hasMessage("/rules/0/when/elements == \"all\", must be any: sizeLess is about the list");
    assertThat(fault(attribute + "\"sizeEquals\",\"values\":[\"1\"]"))
        .hasMessage("/rules/0/when/values/0 == \"1\", must be a finite number");
    assertThat(fault(attribute + "\"sizeEquals\",\"values\":[1,2]"))
        .hasMessage("number of values for sizeEquals == 2, must be 1");
    assertThat(fault(attribute + "\"isType\",\"values\":[\"array\"]"))
        .hasMessage(
            "/rules/0/when/values/0 == \"array\","
                + " must be boolean, string, number, list or object");
  }

  @Test
  void longList_isCutAtItsLimit() {
    List<Value> many = Collections.nCopies(Limits.LIST_ELEMENTS + 1, new Value.Bool(true));
    assertThat(new Value.Items(many).elements()).hasSize(1_000);
  }

  @Test
  void missingAttribute_hasNoElementsWhateverIsAsked() {
    Context context = new Context("v").with("a", new Value.Members(Map.of()));
    Snapshot none =
        Snapshot.open(SnapshotCodec.encode(new Definitions("x", 1, List.of(), List.of(), "[]")));
    Question question = new Question(none, KillList.NONE, context, 0);
    for (Elements elements : Elements.values()) {
      Attribute attribute = Attribute.parse("/a/b", elements).orElseThrow();
      Condition condition =
          new Condition.Compare(attribute, Operator.EQUALS, List.of(new Value.Text("x")), false);
      assertThat(Conditions.holds(condition, question)).isFalse();
    }
  }

  private static List<String> path(String name) {
    return Attribute.parse(name, Elements.ANY).orElseThrow().path();
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
