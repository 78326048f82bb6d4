package dev.rimlight.interop.compose;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.migrate.DefinitionsText;
import dev.rimlight.interop.vendor.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether definitions that were made of a vendor's document can be published. They can always be
/// decided; but what nobody may write in our language is refused when it is published.
public final class Publication {
  private final List<Report.Loss> losses = new ArrayList<>();

  private Publication() {}

  /// What would be refused: of each flag, experiment and segment the first fault, then the first
  /// one between them.
  ///
  /// @param pointerOf where the vendor's document has what one of our definitions was made of
  public static List<Report.Loss> losses(
      Definitions definitions, Function<String, String> pointerOf) {
    Publication publication = new Publication();
    Place document = Place.root(tree(definitions));
    publication.read("flag", document, pointerOf, DefinitionsJson::readFlag);
    publication.read("experiment", document, pointerOf, DefinitionsJson::readExperiment);
    publication.read("segment", document, pointerOf, DefinitionsJson::readSegment);
    try {
      definitions.checked();
    } catch (InvalidDefinition e) {
      String[] steps = e.pointer().split("/", -1);
      publication.add(
          steps.length > 2 ? pointerOf.apply(steps[2]) : "", "the definitions", e.getMessage());
    }
    return publication.losses;
  }

  private void read(
      String kind,
      Place document,
      Function<String, String> pointerOf,
      Consumer<Map<String, ?>> reader) {
    for (Place item : document.at(kind + "s").elements()) {
      String key = String.valueOf(item.at("key").value());
      try {
        reader.accept(item.object());
      } catch (InvalidDefinition e) {
        add(pointerOf.apply(key), kind + " " + key, e.getMessage());
      }
    }
  }

  private void add(String pointer, String what, @Nullable String why) {
    losses.add(new Report.Loss(pointer, what, "cannot be published: " + why));
  }

  private static @Nullable Object tree(Definitions definitions) {
    try {
      return Json.read(DefinitionsText.of(definitions));
    } catch (InvalidJson e) {
      throw new IllegalStateException(e);
    }
  }
}
