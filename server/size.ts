const units = ["kB", "MB", "GB", "TB", "PB"];

/** A number of bytes for people, as most systems show it today: "1.5 GB"; undefined for less than a kilobyte. */
export function largeSize(bytes: number): string | undefined {
  if (bytes < 999.5) return undefined;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ""}`;
}

/** The same with words for fewer: "15 bytes", "1.5 GB". */
export function formatSize(bytes: number): string {
  return largeSize(bytes) ?? (bytes === 1 ? "1 byte" : `${bytes} bytes`);
}
