const letters = ["", "k", "m", "g", "t"] as const;
const units = ["B", "KiB", "MiB", "GiB", "TiB"] as const;
/** More bytes than any disk has. */
const most = 2 ** 50;

/** A size as it was typed, as the terminal's flags take it: 500M, 4G; undefined: it is none. */
export function parseSize(text: string): number | undefined {
  const [, digits = "", letter = ""] = /^([0-9]{1,12})\s?([kmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  const unit = letters.findIndex((each) => each === letter.toLowerCase());
  const bytes = Number(digits) * 1024 ** unit;
  return digits !== "" && bytes <= most ? bytes : undefined;
}

/** The same size again, in the largest unit that leaves nothing over: 4 GiB, which is not the 4 GB of a thousand. */
export function formatSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount > 0 && amount % 1024 === 0 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${amount} ${units[unit] ?? ""}`;
}
