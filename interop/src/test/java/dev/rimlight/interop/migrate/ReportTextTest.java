package dev.rimlight.interop.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Report;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// A report says of every loss where, what and why.
@NullUnmarked
class ReportTextTest {
  private final Report report =
      new Report(
          List.of(
              new Report.Loss("/features/0", "description of flag a", "flags are not described"),
              new Report.Loss("", "schema", "it is not kept")));

  @Test
  void losses_areListedForPeople() {
    assertThat(ReportText.forPeople("flags.json", report))
        .isEqualTo(
            """
            flags.json: 2 losses
              /features/0
                description of flag a: flags are not described
              the document
                schema: it is not kept
            """);
  }

  @Test
  void losses_areMembersForMachines() {
    assertThat(ReportText.forMachines(report))
        .isEqualTo(
            """
            {
              "losses": [
                {
                  "pointer": "/features/0",
                  "what": "description of flag a",
                  "why": "flags are not described"
                },
                {
                  "pointer": "",
                  "what": "schema",
                  "why": "it is not kept"
                }
              ]
            }
            """);
  }
}
