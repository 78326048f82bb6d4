package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Context;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.Segment;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Publication;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Imported;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.KeyNames;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The data of an environment, `{"flags":{...},"segments":{...}}`.
final class FlagsAndSegments implements Document {
  private final Map<String, TranslatedFlag> flags;
  private final Definitions definitions;
  private final Map<String, String> pointers;
  private final Losses losses;
  private final Published published;

  private FlagsAndSegments(
      Map<String, TranslatedFlag> flags,
      List<Segment> segments,
      Map<String, String> pointers,
      Losses losses) {
    List<Flag> ours = new ArrayList<>();
    List<Experiment> experiments = new ArrayList<>();
    flags
        .values()
        .forEach(flag -> {
          ours.add(flag.flag());
          experiments.addAll(flag.experiments());
        });
    this.flags = flags;
    this.definitions =
        new Definitions("default", 0, ours, experiments, segments, List.of(), List.of(), "[]");
    this.pointers = pointers;
    this.losses = losses;
    this.published = Published.of(definitions);
  }

  static FlagsAndSegments read(Place document) {
    if (!document.has("flags") && !document.has("segments")) {
      throw document.wrong("must have flags or segments");
    }
    Losses losses = new Losses();
    Map<String, Place> flags = present(document.at("flags"), "flag", losses);
    Map<String, Place> segments = present(document.at("segments"), "segment", losses);
    KeyNames flagKeys = new KeyNames(flags.keySet());
    KeyNames segmentKeys = new KeyNames(segments.keySet());
    KeyNames experimentKeys = new KeyNames(List.of());
    losses.renamed("flag", flagKeys, name -> document.at("flags").at(name));
    losses.renamed("segment", segmentKeys, name -> document.at("segments").at(name));
    Clauses clauses = new Clauses(segments.keySet(), segmentKeys, losses);
    Segments translation = new Segments(clauses, losses);
    Map<String, String> pointers = new HashMap<>();
    List<Segment> ourSegments = new ArrayList<>();
    segments.forEach((name, segment) -> {
      pointers.put(segmentKeys.key(name), segment.pointer());
      ourSegments.add(translation.segment(name, segmentKeys.key(name), segment));
    });
    Map<String, TranslatedFlag> translated = new LinkedHashMap<>();
    flags.forEach((name, flag) -> {
      TranslatedFlag ours =
          new FlagTranslation(name, flag, flagKeys, experimentKeys, clauses, losses)
              .translate(flags);
      ours.experiments().forEach(each -> pointers.put(each.key(), flag.pointer()));
      pointers.put(ours.flag().key(), flag.pointer());
      translated.put(name, ours);
    });
    try {
      return new FlagsAndSegments(translated, ourSegments, pointers, losses);
    } catch (InvalidDefinition e) {
      throw new InvalidDocument("", String.valueOf(e.getMessage()));
    }
  }

  /// What is marked as deleted is as if it were not there.
  private static Map<String, Place> present(Place all, String kind, Losses losses) {
    Map<String, Place> present = new LinkedHashMap<>();
    for (Place.Member member : all.members()) {
      if (member.place().at("deleted").boolOr(false)) {
        losses.add(member.place(), kind + " " + member.name(), "it is marked as deleted");
      } else {
        member.place().object();
        present.put(member.name(), member.place());
      }
    }
    return present;
  }

  @Override
  public Imported imported() {
    Losses all = new Losses();
    all.addAll(losses.report().losses());
    all.addAll(Publication.losses(definitions, key -> pointers.getOrDefault(key, "")));
    return new Imported(definitions, all.report());
  }

  @Override
  public Inquiry<Answer> ask(Case asked) {
    Optional<Context> context = Contexts.context(asked.context());
    TranslatedFlag flag = flags.get(asked.flag());
    if (context.isEmpty()) {
      return Inquiry.answered(SdkAnswer.error(asked, "USER_NOT_SPECIFIED"));
    }
    if (flag == null) {
      return Inquiry.answered(SdkAnswer.error(asked, "FLAG_NOT_FOUND"));
    }
    String key = flag.flag().key();
    return Inquiry.of(
        new Question(published, context.get(), List.of(key), asked.nowMillis()),
        decisions -> SdkAnswer.of(asked, flag, decisions.of(key)));
  }
}
