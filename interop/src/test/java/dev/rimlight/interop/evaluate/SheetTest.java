package dev.rimlight.interop.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.Decisions;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Imported;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Calls are answered as cases are, and a defect costs the line that brings it to light.
@NullUnmarked
class SheetTest {
  private final List<String> complaints = new ArrayList<>();

  private final Sheet doubling =
      new Sheet.Calls(
          arguments -> Inquiry.answered(doubled(arguments.at(0).value())), complaints::add);

  private static Result doubled(Object argument) {
    return argument instanceof Number n
        ? new Result.Returned(2 * n.doubleValue())
        : new Result.Failed("NaN");
  }

  @Test
  void call_isAnsweredWithResultOrError() {
    assertThat(answer(doubling, "{\"id\":\"1\",\"args\":[0.75]}"))
        .isEqualTo("{\"id\":\"1\",\"result\":1.5}");
    assertThat(answer(doubling, "{\"id\":\"2\",\"args\":[\"x\"]}"))
        .isEqualTo("{\"id\":\"2\",\"error\":{\"type\":\"NaN\"}}");
  }

  @Test
  void lineThatIsNoCall_isAnsweredAsAParseError() {
    assertThat(answer(doubling, "[]"))
        .isEqualTo("{\"id\":null,\"error\":{\"type\":\"PARSE_ERROR\"}}");
    assertThat(answer(doubling, "{\"id\":\"1\",\"args\":{}}"))
        .isEqualTo("{\"id\":\"1\",\"error\":{\"type\":\"PARSE_ERROR\"}}");
  }

  @Test
  void defectInACall_isAnsweredAndTold() {
    assertThat(answer(doubling, "{\"id\":\"1\",\"args\":[]}"))
        .isEqualTo("{\"id\":\"1\",\"error\":{\"type\":\"GENERAL\"}}");
    assertThat(complaints).singleElement().asString().startsWith("line 7: java.lang.IndexOutOf");
  }

  @Test
  void defectInACase_givesTheDefaultAndIsTold() {
    Sheet cases =
        new Sheet.Cases(
            new Document() {
              @Override
              public Imported imported() {
                throw new UnsupportedOperationException();
              }

              @Override
              public Inquiry<Answer> ask(Case asked) {
                return new Inquiry<>(
                    List.of(),
                    decisions -> {
                      throw new IllegalStateException("broken");
                    });
              }
            },
            0,
            complaints::add);
    assertThat(answer(cases, "{\"id\":\"1\",\"flag\":\"f\",\"default\":5}"))
        .isEqualTo(
            "{\"id\":\"1\",\"value\":5,\"variant\":null,\"reason\":\"ERROR\",\"error\":\"GENERAL\",\"vendor\":null}");
    assertThat(complaints).singleElement().asString().contains("broken");
  }

  private static String answer(Sheet sheet, String line) {
    Inquiry<String> inquiry = sheet.inquiry(line.getBytes(StandardCharsets.UTF_8), 7);
    return inquiry.answer().apply(new Decisions(inquiry.questions(), List.of()));
  }
}
