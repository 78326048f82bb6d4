package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;

/// Reads a job from its line in a file of jobs.
final class JobLine {
  private JobLine() {}

  static Job read(byte[] line) throws WrongArguments {
    try {
      Place place = Place.root(Json.read(line));
      return new Job(
          place.at("format").text(),
          place.at("flags").textOrNull(),
          place.at("function").textOrNull(),
          new Job.Input.OfFile(place.at("cases").text()),
          new Job.Output.ToFile(place.at("out").text()));
    } catch (InvalidJson | InvalidDocument e) {
      throw new WrongArguments("not a job: " + e.getMessage());
    }
  }
}
