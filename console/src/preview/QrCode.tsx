import { encode } from "uqr";

/** Modules around it; ISO/IEC 18004 wants four. */
const QUIET = 4;

/** What a phone still reads off a screen: version 25. */
const MOST_BYTES = 1_273;

/** Dark on light in both themes: that is what cameras read. */
export function QrCode({ label, text }: { label: string; text: string }) {
  if (new TextEncoder().encode(text).length > MOST_BYTES) {
    return <p className="text-12 text-muted">The link is too long for a QR code.</p>;
  }
  const { data, size } = encode(text, { border: QUIET });
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x},${y}h1v1h-1z` : [])),
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-64 max-w-full rounded-sm"
    >
      <rect width={size} height={size} fill="white" />
      <path d={path.join("")} fill="black" />
    </svg>
  );
}
