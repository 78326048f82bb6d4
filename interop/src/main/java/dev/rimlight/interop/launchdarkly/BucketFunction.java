package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Context;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Share;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import dev.rimlight.interop.vendor.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `bucket`: flag key, salt, value of the context, seed or null; gives a number from 0 to 1. The
/// engine is asked for one of as many buckets as it can have.
final class BucketFunction {
  private static final String KEY = "bucket";

  private BucketFunction() {}

  static Inquiry<Result> call(Place arguments) {
    Place seed = arguments.array().size() > 3 ? arguments.at(3) : new Place("/3", null);
    Bucketing by =
        Rollouts.bucketing(arguments.at(0).text(), arguments.at(1).textOr(""), seed, null)
            .into(Limits.BUCKETS);
    Flag flag =
        new Flag(
            KEY,
            FlagType.BOOLEAN,
            true,
            List.of(new Variant("in", Value.TRUE)),
            null,
            List.of(),
            new Serve.Split(by, List.of(new Share("in", Limits.BUCKETS))));
    Published published =
        Published.of(new Definitions("default", 0, List.of(flag), List.of(), "[]"));
    Context context = new Context(unit(arguments.at(2).value()));
    return Inquiry.of(
        new Question(published, context, List.of(KEY), 0),
        decisions -> new Result.Returned(decisions.of(KEY).bucket() / (double) Limits.BUCKETS));
  }

  private static @Nullable String unit(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}
