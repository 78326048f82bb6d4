/**
 * Numbers, times and shares as a person reads them. Percent (of a whole, or a relative change) and percentage
 * points (a difference of two shares) never share a form. The minus is U+2212.
 */
const LOCALE = "en-GB";
const MINUS = "\u2212";
/** What Intl takes as a currency; any other unit is written behind the number. */
const CURRENCY = /^[A-Z]{3}$/;
const ABSENT = "\u2013";

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const TIME = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});
const TIME_OF_YEAR = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});
const TIME_OF_SECOND = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});
const AXIS_DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const AXIS_MINUTE = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const AXIS_SECOND = new Intl.DateTimeFormat(LOCALE, { timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });

export function count(value: number): string {
  return withMinus(WHOLE.format(value));
}

/** A share of a whole: 0.0421 is "4.21%". Small shares keep two digits that say something. */
export function share(value: number): string {
  const digits = Math.abs(value) < 0.1 ? 2 : 1;
  return withMinus(percentFormat(digits, "auto", digits).format(value));
}

/** A relative change: 0.062 is "+6.2%". */
export function change(value: number): string {
  const digits = Math.abs(value) < 0.001 ? 2 : 1;
  return withMinus(percentFormat(digits, "exceptZero", digits).format(value));
}

/** A label on an axis of relative changes: as few digits as the step between two labels needs. */
export function axisChange(value: number, step: number): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step * 100) - 1e-9));
  return withMinus(percentFormat(digits, "exceptZero", digits).format(value));
}

/** A difference of two shares: 0.0026 is "+0.26". The words "percentage points" stand beside it. */
export function points(value: number): string {
  const format = new Intl.NumberFormat(LOCALE, {
    maximumFractionDigits: 3,
    signDisplay: "exceptZero",
  });
  return withMinus(format.format(value * 100));
}

/** The level of an interval: 0.95 is "95%". */
export function level(value: number): string {
  return percentFormat(2).format(value);
}

/** A value per visitor in the metric's unit: "2.84", "€2.84", "2.84 pages". */
export function amount(value: number, unit?: string): string {
  return amountText(value, unit, "auto");
}

export function signedAmount(value: number, unit?: string): string {
  return amountText(value, unit, "exceptZero");
}

/** A p-value; below 0.001 only that is said. */
export function pValue(value: number): string {
  if (value < 0.001) {
    return "< 0.001";
  }
  return new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  }).format(value);
}

/** A web vital: CLS is a score, the others are milliseconds. */
export function vital(name: string, value: number): string {
  return name === "CLS" ? decimals(value, 3) : duration(value);
}

/** Milliseconds: "180 ms", from a second on "1.42 s". */
export function duration(millis: number): string {
  return millis < 1000 ? `${count(millis)} ms` : `${decimals(millis / 1000, 2)} s`;
}

export function bytes(value: number): string {
  return value < 1000 ? `${count(value)} bytes` : `${decimals(value / 1000, 1)} KB`;
}

/** Hundred-thousandths of a whole: 50000 is "50%". */
export function weight(hundredThousandths: number): string {
  return percentFormat(3).format(hundredThousandths / 100_000);
}

export function time(millis: number): string {
  return TIME.format(millis);
}

/** A moment that may lie far ahead, with its year. */
export function timeOfYear(millis: number): string {
  return TIME_OF_YEAR.format(millis);
}

export function timeOfSecond(millis: number): string {
  return TIME_OF_SECOND.format(millis);
}

/** How long ago, in the coarsest unit that is not zero. */
export function age(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) {
    return `${count(seconds)} s ago`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${count(minutes)} min ago` : `${count(Math.floor(minutes / 60))} h ago`;
}

/** A moment on an axis: with the day when the axis spans days, with seconds when it spans minutes. */
export function axisTime(millis: number, step: number): string {
  if (step >= 86_400_000) {
    return AXIS_DAY.format(millis);
  }
  return step < 60_000 ? AXIS_SECOND.format(millis) : AXIS_MINUTE.format(millis);
}

export function day(millis: number): string {
  return DAY.format(millis);
}

/** An interval as text; a side that is absent is unbounded. */
export function range(
  bounds: { low?: number; high?: number },
  form: (value: number) => string,
): string {
  const low = bounds.low === undefined ? "no lower bound" : form(bounds.low);
  const high = bounds.high === undefined ? "no upper bound" : form(bounds.high);
  return `${low} \u2026 ${high}`;
}

export function orAbsent(value: number | undefined, form: (value: number) => string): string {
  return value === undefined ? ABSENT : form(value);
}

function percentFormat(
  maximumFractionDigits: number,
  signDisplay: "auto" | "exceptZero" = "auto",
  minimumFractionDigits = 0,
): Intl.NumberFormat {
  return new Intl.NumberFormat(LOCALE, {
    style: "percent",
    maximumFractionDigits,
    minimumFractionDigits,
    signDisplay,
  });
}

function amountText(
  value: number,
  unit: string | undefined,
  signDisplay: "auto" | "exceptZero",
): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay };
  if (unit !== undefined && CURRENCY.test(unit)) {
    const format = new Intl.NumberFormat(LOCALE, { ...digits, style: "currency", currency: unit });
    return withMinus(format.format(value));
  }
  const number = withMinus(new Intl.NumberFormat(LOCALE, digits).format(value));
  return unit === undefined ? number : `${number} ${unit}`;
}

function decimals(value: number, digits: number): string {
  return withMinus(
    new Intl.NumberFormat(LOCALE, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value),
  );
}

function withMinus(text: string): string {
  return text.replace("-", MINUS);
}
