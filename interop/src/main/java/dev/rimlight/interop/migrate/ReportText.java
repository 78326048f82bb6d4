package dev.rimlight.interop.migrate;

import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.vendor.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reports for people and for machines.
final class ReportText {
  private ReportText() {}

  static String forPeople(String file, Report report) {
    StringBuilder text = new StringBuilder(file).append(": ");
    int count = report.losses().size();
    if (count == 0) {
      return text.append("everything was carried over\n").toString();
    }
    text.append(count).append(count == 1 ? " loss\n" : " losses\n");
    for (Report.Loss loss : report.losses()) {
      text.append("  ").append(loss.pointer().isEmpty() ? "the document" : loss.pointer());
      text.append("\n    ").append(loss.what()).append(": ").append(loss.why()).append('\n');
    }
    return text.toString();
  }

  /// `{"losses":[{"pointer":…,"what":…,"why":…}]}`
  static String forMachines(Report report) {
    List<Object> losses = new ArrayList<>();
    for (Report.Loss loss : report.losses()) {
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("pointer", loss.pointer());
      member.put("what", loss.what());
      member.put("why", loss.why());
      losses.add(member);
    }
    return JsonText.pretty(Map.of("losses", losses)) + "\n";
  }
}
