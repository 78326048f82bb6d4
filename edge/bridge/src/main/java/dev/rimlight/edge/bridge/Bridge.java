package dev.rimlight.edge.bridge;

import dev.rimlight.core.Context;
import dev.rimlight.core.ContextCodec;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Flag;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/// What the Worker may ask of the engine. Objects go out as opaque handles; a decision goes out as
/// one int, see `Decision`, so that the hot path builds no JSON and no JavaScript object.
///
/// edge/worker/src/modules.d.ts describes the same functions to TypeScript.
public final class Bridge {
  /// The last time that was asked about, in both forms: making a `long` costs a BigInt in
  /// JavaScript, and all flags of a request are asked about with one time.
  private static double lastNow;

  private static long lastNowMillis;

  private Bridge() {}

  /// The snapshot keeps the bytes themselves: the caller does not write to them any more.
  @JSExport
  public static JSObject openSnapshot(Int8Array bytes) {
    return handle(Snapshot.open(bytes.toJavaArray()));
  }

  @JSExport
  public static int revision(JSObject snapshot) {
    return snapshot(snapshot).revision();
  }

  @JSExport
  public static String environment(JSObject snapshot) {
    return snapshot(snapshot).environment();
  }

  @JSExport
  public static String routes(JSObject snapshot) {
    return snapshot(snapshot).routes();
  }

  @JSExport
  public static int indexOf(JSObject snapshot, String flag) {
    return snapshot(snapshot).indexOf(flag);
  }

  @JSExport
  public static int flagCount(JSObject snapshot) {
    return snapshot(snapshot).flagCount();
  }

  @JSExport
  public static String flagKey(JSObject snapshot, int flag) {
    return snapshot(snapshot).flag(flag).key();
  }

  /// Whether every context is served the same: there is no rule, and the default is one variant.
  @JSExport
  public static boolean isStatic(JSObject snapshot, int flag) {
    Flag asked = snapshot(snapshot).flag(flag);
    return asked.rules().isEmpty() && asked.otherwise() instanceof Serve.Fixed;
  }

  @JSExport
  public static String ruleId(JSObject snapshot, int flag, int rule) {
    return snapshot(snapshot).flag(flag).rules().get(rule).id();
  }

  @JSExport
  public static int variantCount(JSObject snapshot, int flag) {
    return snapshot(snapshot).flag(flag).variants().size();
  }

  @JSExport
  public static String variantKey(JSObject snapshot, int flag, int variant) {
    return snapshot(snapshot).flag(flag).variants().get(variant).key();
  }

  /// The value as JSON text, except that numbers come from [#variantNumber]: formatting them is
  /// JavaScript's business.
  @JSExport
  public static @Nullable String variantText(JSObject snapshot, int flag, int variant) {
    Value value = snapshot(snapshot).flag(flag).variants().get(variant).value();
    return value instanceof Value.Numeric ? null : value.text();
  }

  @JSExport
  public static double variantNumber(JSObject snapshot, int flag, int variant) {
    return snapshot(snapshot).flag(flag).variants().get(variant).value() instanceof Value.Numeric n
        ? n.value()
        : Double.NaN;
  }

  /// boolean, string, integer, number or json.
  @JSExport
  public static String flagType(JSObject snapshot, int flag) {
    return snapshot(snapshot).flag(flag).type().documentName();
  }

  /// The attributes that the flag's rules and those of its prerequisites look at, so that the
  /// Worker fetches stored ones only when they matter.
  @JSExport
  public static String[] attributes(JSObject snapshot, int flag) {
    return snapshot(snapshot).attributes(flag).toArray(new String[0]);
  }

  /// The segments that the flag asks for and of which the caller keeps the lists.
  @JSExport
  public static String[] listedSegments(JSObject snapshot, int flag) {
    return snapshot(snapshot).listedSegments(flag).toArray(new String[0]);
  }

  @JSExport
  public static JSObject killList(String[] flags) {
    return handle(new KillList(List.of(flags)));
  }

  /// An empty context; `unit` is null or undefined when the visitor may not be identified.
  @JSExport
  public static JSObject newContext(@Nullable String unit) {
    return handle(new Context(unit));
  }

  @JSExport
  public static void setText(JSObject context, String attribute, String value) {
    context(context).with(attribute, new Value.Text(value));
  }

  @JSExport
  public static void setNumber(JSObject context, String attribute, double value) {
    context(context).with(attribute, new Value.Numeric(value));
  }

  @JSExport
  public static void setBoolean(JSObject context, String attribute, boolean value) {
    context(context).with(attribute, new Value.Bool(value));
  }

  /// Any value that JSON can have, see [ContextValue]; null and undefined count as missing.
  @JSExport
  public static void setValue(JSObject context, String attribute, @Nullable JSObject value) {
    context(context).with(attribute, ContextValue.read(value, 1));
  }

  /// The unit is in this segment, of which the caller keeps the list.
  @JSExport
  public static void setSegment(JSObject context, String segment) {
    context(context).inSegment(segment);
  }

  /// An assignment of an earlier decision, under a bucket version of the experiment.
  @JSExport
  public static void setAssigned(JSObject context, String experiment, int version, String variant) {
    context(context).assigned(experiment, version, variant);
  }

  /// Puts the unit into a variant of an experiment, for tests of a page.
  @JSExport
  public static void setForced(JSObject context, String experiment, String variant) {
    context(context).force(experiment, variant);
  }

  /// No experiment takes the unit unless it is forced.
  @JSExport
  public static void setTesting(JSObject context) {
    context(context).testing();
  }

  /// A context that [ContextCodec] wrote.
  @JSExport
  public static JSObject contextOf(Int8Array bytes) {
    return handle(ContextCodec.decode(bytes.toJavaArray()));
  }

  @JSExport
  public static int decide(
      JSObject snapshot, JSObject kills, JSObject context, int flag, double nowMillis) {
    return Decider.decide(
            snapshot(snapshot), kills(kills), context(context), flag, wholeMillis(nowMillis))
        .packed();
  }

  /// The experiment that [#decide] enrolled the unit in, given the packed decision; null when it
  /// did not.
  @JSExport
  public static @Nullable String experimentOf(JSObject snapshot, int flag, int decision) {
    if ((decision & (1 << 24)) == 0) {
      return null;
    }
    return snapshot(snapshot).experimentServedBy(flag, ((decision >> 12) & 0xFFF) - 1);
  }

  /// The version under which the assignment that [#decide] made is to be kept for later contexts,
  /// given the packed decision; -1 when it is not to be kept.
  @JSExport
  public static int stickyVersion(JSObject snapshot, int flag, int decision) {
    if ((decision & (1 << 24)) == 0) {
      return -1;
    }
    return snapshot(snapshot).stickyVersion(flag, ((decision >> 12) & 0xFFF) - 1);
  }

  /// Whether decisions about the flag may depend on kept assignments.
  @JSExport
  public static boolean mayStick(JSObject snapshot, int flag) {
    int rules = snapshot(snapshot).flag(flag).rules().size();
    for (int rule = -1; rule < rules; rule++) {
      if (snapshot(snapshot).stickyVersion(flag, rule) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// The decision as one line for machines, see [Decision#line].
  @JSExport
  public static String answer(
      JSObject snapshot, JSObject kills, JSObject context, int flag, double nowMillis) {
    return Decider.decide(
            snapshot(snapshot), kills(kills), context(context), flag, wholeMillis(nowMillis))
        .line();
  }

  /// The decision with everything that led to it, see [Decider#explain].
  @JSExport
  public static String explain(
      JSObject snapshot, JSObject kills, JSObject context, int flag, double nowMillis) {
    return Decider.explain(
        snapshot(snapshot), kills(kills), context(context), flag, wholeMillis(nowMillis));
  }

  private static long wholeMillis(double nowMillis) {
    if (nowMillis != lastNow) {
      lastNow = nowMillis;
      lastNowMillis = (long) nowMillis;
    }
    return lastNowMillis;
  }

  @JSBody(params = "object", script = "return object;")
  private static native JSObject handle(Object object);

  @JSBody(params = "handle", script = "return handle;")
  private static native Object object(JSObject handle);

  private static Snapshot snapshot(JSObject handle) {
    return (Snapshot) object(handle);
  }

  private static KillList kills(JSObject handle) {
    return (KillList) object(handle);
  }

  private static Context context(JSObject handle) {
    return (Context) object(handle);
  }
}
