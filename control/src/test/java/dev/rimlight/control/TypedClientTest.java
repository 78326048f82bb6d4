package dev.rimlight.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rimlight.control.typed.ApiClient;
import dev.rimlight.control.typed.ApiException;
import dev.rimlight.control.typed.ApiResponse;
import dev.rimlight.control.typed.api.AccessApi;
import dev.rimlight.control.typed.api.AlertsApi;
import dev.rimlight.control.typed.api.DefinitionsApi;
import dev.rimlight.control.typed.api.PublishingApi;
import dev.rimlight.control.typed.api.ResultsApi;
import dev.rimlight.control.typed.model.Experiment;
import dev.rimlight.control.typed.model.ExperimentMetricsInner;
import dev.rimlight.control.typed.model.ExperimentStatus;
import dev.rimlight.control.typed.model.Flag;
import dev.rimlight.control.typed.model.FlagEntry;
import dev.rimlight.control.typed.model.FlagType;
import dev.rimlight.control.typed.model.Metric;
import dev.rimlight.control.typed.model.MetricKind;
import dev.rimlight.control.typed.model.MetricRole;
import dev.rimlight.control.typed.model.Noun;
import dev.rimlight.control.typed.model.Pending;
import dev.rimlight.control.typed.model.Problem;
import dev.rimlight.control.typed.model.Publication;
import dev.rimlight.control.typed.model.PublishRequest;
import dev.rimlight.control.typed.model.Serve;
import dev.rimlight.control.typed.model.Share;
import dev.rimlight.control.typed.model.Variant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The document is enough to speak to the control plane: a client that a generator made of
/// `spec/openapi.yaml` drafts, reads, publishes and is refused. It takes no member that the
/// document does not name.
class TypedClientTest {
  private static final JsonMapper STRICT =
      ((JsonMapper) ApiClient.createDefaultObjectMapper())
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private ApiClient as(String token) {
    return new ApiClient()
        .setObjectMapper(STRICT)
        .setHost("127.0.0.1")
        .setPort(control.uri("").getPort())
        .setScheme("http")
        .setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));
  }

  private DefinitionsApi definitions() {
    return new DefinitionsApi(as(RunningControlPlane.TOKEN));
  }

  private static Flag cta() {
    return new Flag()
        .key("cta")
        .type(FlagType.STRING)
        .on(true)
        .off("plain")
        .variants(
            List.of(
                new Variant().key("plain").value("Buy"),
                new Variant().key("eager").value("Buy now")))
        ._default(new Serve().variant("plain"));
  }

  private static Experiment wording() {
    return new Experiment()
        .key("wording")
        .flag("cta")
        .unit("visitor")
        .control("plain")
        .allocation(50_000)
        .status(ExperimentStatus.DRAFT)
        .variants(
            List.of(
                new Share().variant("plain").weight(50_000),
                new Share().variant("eager").weight(50_000)))
        .metrics(
            List.of(
                new ExperimentMetricsInner(
                    new Metric()
                        .key("orders")
                        .name("Orders")
                        .event("order")
                        .kind(MetricKind.PROPORTION)
                        .direction(Metric.DirectionEnum.INCREASE)
                        .role(MetricRole.GOAL))));
  }

  @Test
  void flag_isDraftedReadAndPublished() throws Exception {
    ApiResponse<FlagEntry> made =
        definitions().putFlagWithHttpInfo("demo", "cta", cta(), null, "*");
    assertThat(made.getStatusCode()).isEqualTo(201);
    assertThat(made.getHeaders().get("etag")).containsExactly("\"1\"");
    FlagEntry read = definitions().getFlag("demo", "cta");
    assertThat(read).isEqualTo(made.getData());
    assertThat(read.getFlag().getVariants().get(1).getValue()).isEqualTo("Buy now");
    assertThat(read.getState()).isEqualTo(FlagEntry.StateEnum.OFF);
    assertThat(read.getPublished()).isFalse();

    PublishingApi publishing = new PublishingApi(as(RunningControlPlane.TOKEN));
    Publication before = publishing.getPublication("demo");
    assertThat(before.getRevision()).isZero();
    assertThat(before.getPending())
        .containsExactly(new Pending().noun(Noun.FLAG).key("cta").change(Pending.ChangeEnum.ADDED));
    Publication published =
        publishing.publish("demo", false, new PublishRequest().comment("first"));
    assertThat(published.getRevision()).isEqualTo(1);
    assertThat(published.getPending()).isEmpty();
    assertThat(definitions().getFlag("demo", "cta").getState()).isEqualTo(FlagEntry.StateEnum.ON);
  }

  @Test
  void everyList_isReadWithoutAnUnknownMember() throws Exception {
    definitions().putFlag("demo", "cta", cta(), null, "*");
    definitions().putExperiment("demo", "wording", wording(), null, "*");
    definitions().putFlag("demo", "cta", cta().name("Call"), "\"1\"", null);
    control.create("/routes/product", RunningControlPlane.PRODUCT);
    control.publish();
    assertThat(definitions().listFlags("demo", null, null, null).getFlags()).hasSize(1);
    assertThat(definitions().listExperiments("demo", null, null, null).getExperiments()).hasSize(1);
    assertThat(definitions().listRoutes("demo", null, null, null).getRoutes()).hasSize(1);
    assertThat(definitions().listFlagVersions("demo", "cta", null, 10).getVersions()).hasSize(2);
    ApiClient client = as(RunningControlPlane.TOKEN);
    assertThat(new ResultsApi(client).getResults("demo", "wording", null).getExperiment())
        .isEqualTo("wording");
    assertThat(new PublishingApi(client).listAudit("demo", null, 3, null, null, null).getEntries())
        .hasSize(3);
    assertThat(new AlertsApi(client).listAlerts("demo", true, null, null).getAlerts()).isEmpty();
    assertThat(new AccessApi(client).whoAmI().getName()).isEqualTo("token");
  }

  @Test
  void refusal_isAProblemWithItsFaults() throws Exception {
    Flag broken = cta()._default(new Serve().variant("loud"));
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> definitions().putFlag("demo", "cta", broken, null, "*"))
        .satisfies(refused -> {
          assertThat(refused.getCode()).isEqualTo(422);
          assertThat(refused.getResponseHeaders().firstValue("Content-Type"))
              .contains("application/problem+json");
          Problem problem = STRICT.readValue(refused.getResponseBody(), Problem.class);
          assertThat(problem.getStatus()).isEqualTo(422);
          assertThat(problem.getErrors().getFirst().getPath()).isEqualTo("/default/variant");
        });
  }

  @Test
  void olderVersion_is409WithTheDocumentAsItIs() throws Exception {
    definitions().putFlag("demo", "cta", cta(), null, "*");
    definitions().putFlag("demo", "cta", cta().name("Call"), "\"1\"", null);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> definitions().putFlag("demo", "cta", cta(), "\"1\"", null))
        .satisfies(refused -> {
          Problem problem = STRICT.readValue(refused.getResponseBody(), Problem.class);
          assertThat(problem.getStatus()).isEqualTo(409);
          assertThat(problem.getDetail())
              .isEqualTo("flag cta has version 2, must be 1 for If-Match");
          FlagEntry current = STRICT.convertValue(problem.getCurrent(), FlagEntry.class);
          assertThat(current).isEqualTo(definitions().getFlag("demo", "cta"));
        });
  }
}
