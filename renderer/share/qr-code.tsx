import { useMemo } from "react";

type Rows = readonly (readonly boolean[])[];

/** Light modules around a code: readers want four. */
const quiet = 4;

/** A QR code as a drawing: dark on white in every theme, as readers expect it. */
export function QrCode({ rows, label }: { rows: Rows; label: string }) {
  const path = useMemo(() => pathOf(rows), [rows]);
  const size = rows.length + 2 * quiet;
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`${-quiet} ${-quiet} ${size} ${size}`}>
      <rect x={-quiet} y={-quiet} width={size} height={size} fill="#fff" />
      <path d={path} fill="#1c1713" shapeRendering="crispEdges" />
    </svg>
  );
}

/** One rectangle for each run of dark modules. */
function pathOf(rows: Rows): string {
  return rows.flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`)).join("");
}

function runsOf(row: readonly boolean[]): readonly { readonly x: number; readonly length: number }[] {
  const starts = row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [x] : []));
  return starts.map((x) => {
    const end = row.indexOf(false, x);
    return { x, length: (end === -1 ? row.length : end) - x };
  });
}
