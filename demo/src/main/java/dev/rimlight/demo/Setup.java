package dev.rimlight.demo;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.JsonNode;

/// Puts the demo's flags, experiments and routes into an empty environment and publishes them. What
/// is there already stays as somebody may have changed it.
final class Setup {
  private static final String ENVIRONMENT = "/v1/environments/demo/";

  private Setup() {}

  static void run(Api control) throws IOException, InterruptedException {
    JsonNode documents = documents();
    boolean created = false;
    for (String noun : new String[] {"flags", "experiments", "routes"}) {
      for (JsonNode document : documents.get(noun)) {
        String path = ENVIRONMENT + noun + "/" + document.get("key").asString();
        if (!control.exists(path)) {
          control.create(path, document.toString());
          created = true;
        }
      }
    }
    if (created) {
      control.post(ENVIRONMENT + "publication", "{\"comment\":\"The demo's definitions\"}");
    }
  }

  private static JsonNode documents() throws IOException {
    try (InputStream in = Setup.class.getResourceAsStream("definitions.json")) {
      return Api.JSON.readTree(in);
    }
  }
}
