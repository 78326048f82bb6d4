import { qrOf } from "./qr.ts";

const QUIET = 4;

/** Dark on light in both themes: that is what cameras read. */
export function QrCode({ label, text }: { label: string; text: string }) {
  const modules = qrOf(text);
  if (modules === undefined) {
    return <p className="text-12 text-muted">The link is too long for a QR code.</p>;
  }
  const side = modules.length + 2 * QUIET;
  const path = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x + QUIET},${y + QUIET}h1v1h-1z` : [])),
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-64 max-w-full rounded-sm"
    >
      <rect width={side} height={side} fill="white" />
      <path d={path.join("")} fill="black" />
    </svg>
  );
}
