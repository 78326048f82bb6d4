package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Context;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Decisions;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import dev.rimlight.interop.vendor.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Experiments that no feature serves: what a call of `run` describes, and what a page is
/// redirected by.
final class Experiments {
  private static final String CALLED = "call of run";

  private Experiments() {}

  /// `run(context, experiment)`: ExperimentResult.
  static Inquiry<Result> run(Place arguments) {
    return Functions.checked(() -> {
      Visitor visitor = Visitor.read(arguments.at(0).value());
      ExperimentSettings settings = ExperimentSettings.of(arguments.at(1), false);
      settings.variations();
      Translation translation = new Translation(arguments.at(0), false);
      Set<String> without = new HashSet<>();
      Context context = Payload.context(translation, visitor, null, without);
      Integer asked = visitor.forcedVariation(settings.key(), settings.variations().size());
      TranslatedFeature called =
          new TriedExperiment(translation, CALLED, settings)
              .translated(visitor.enabled() && asked == null, visitor.groups());
      for (Origin origin : called.origins()) {
        if (origin instanceof Origin.Tried tried) {
          Payload.force(context, tried, visitor, false, without);
        }
      }
      translation
          .resolved()
          .forEach((name, path) ->
              context.with(name, AttributeValue.of(JavaScript.at(visitor.attributes(), path))));
      Published published = Published.of(translation.definitions(without, List.of(called)));
      return Inquiry.of(
          new Question(published, context, List.of(called.flag().key()), 0),
          decisions -> result(called, settings, visitor, decisions.of(called.flag().key())));
    });
  }

  private static Result result(
      TranslatedFeature called, ExperimentSettings settings, Visitor visitor, DecisionLine line) {
    if (!line.error().isEmpty() && !line.error().equals(Payload.CYCLE)) {
      return new Result.Failed(line.error());
    }
    return new Result.Returned(experimentResult(called, settings, visitor, line));
  }

  private static Map<String, @Nullable Object> experimentResult(
      TranslatedFeature called, ExperimentSettings settings, Visitor visitor, DecisionLine line) {
    if (line.variant() < 0 || line.rule() < 0) {
      return SdkResult.experiment(settings, visitor, null, -1, false, null, false);
    }
    return switch (called.origins().get(line.rule())) {
      case Origin.Tried tried -> Payload.experiment(called, tried, visitor, null, line);
      case Origin.Forced forced ->
          SdkResult.experiment(
              settings,
              visitor,
              null,
              settings.experiment().at("force").integer(),
              false,
              null,
              false);
      case Origin.Gate gate -> throw new IllegalStateException("experiments have no gates");
    };
  }

  /// `urlRedirect(context)`: of the experiments that take the visitor, up to the first that
  /// redirects, where they lead.
  static Inquiry<Result> urlRedirect(Place arguments) {
    return Functions.checked(() -> {
      Place payload = arguments.at(0);
      Visitor visitor = Visitor.read(payload.value());
      Translation translation = new Translation(payload, false);
      Set<String> without = new HashSet<>();
      Context context = Payload.context(translation, visitor, null, without);
      List<TranslatedFeature> experiments = translation.experiments();
      List<String> flags = experiments.stream().map(each -> each.flag().key()).toList();
      if (flags.isEmpty()) {
        return Inquiry.answered(new Result.Returned(List.of()));
      }
      return Inquiry.of(
          new Question(translation.published(without), context, flags, 0),
          decisions -> new Result.Returned(redirects(experiments, visitor, decisions)));
    });
  }

  private static List<Object> redirects(
      List<TranslatedFeature> experiments, Visitor visitor, Decisions decisions) {
    List<Object> redirects = new ArrayList<>();
    for (TranslatedFeature experiment : experiments) {
      DecisionLine line = decisions.of(experiment.flag().key());
      if (JavaScript.truthy(experiment.place().at("manual").value()) || line.variant() < 0) {
        continue;
      }
      if (isRedirect(experiment.place())) {
        Place variation =
            Place.root(experiment.values().values().get(line.variant())).at("urlRedirect");
        Map<String, @Nullable Object> redirect = new LinkedHashMap<>();
        redirect.put("inExperiment", true);
        redirect.put("urlRedirect", variation.value());
        redirect.put("urlWithParams", target(experiment.place(), variation, visitor.url()));
        redirects.add(redirect);
        return redirects;
      }
    }
    return redirects;
  }

  private static boolean isRedirect(Place experiment) {
    return JavaScript.truthy(experiment.at("urlPatterns").value())
        && Translation.list(experiment.at("variations")).stream()
            .anyMatch(variation -> variation.has("urlRedirect"));
  }

  /// Where the page goes; "" when it stays, because the target itself is what the experiment is
  /// about.
  private static String target(Place experiment, Place variation, String url) {
    if (!(variation.value() instanceof String redirect) || redirect.isEmpty()) {
      return "";
    }
    String target =
        JavaScript.truthy(experiment.at("persistQueryString").value())
            ? merged(url, redirect)
            : redirect;
    return Targets.contains(experiment.at("urlPatterns"), target) ? "" : target;
  }

  /// The target with the parameters of the page's address that it does not have itself.
  static String merged(String url, String redirect) {
    Optional<WebAddress> page = WebAddress.parse(url, "");
    Optional<WebAddress> target = WebAddress.parse(redirect, "");
    if (page.isEmpty() || target.isEmpty()) {
      return redirect;
    }
    List<String[]> pairs = new ArrayList<>(target.get().pairs());
    int own = pairs.size();
    for (String[] pair : page.get().pairs()) {
      if (pairs.stream().noneMatch(each -> each[0].equals(pair[0]))) {
        pairs.add(pair);
      }
    }
    return (pairs.size() == own ? target.get() : target.get().with(pairs)).href();
  }
}
