import { largestSize } from "../../electron/contract.ts";

type System = { readonly step: number; readonly units: readonly string[] };

/** As files are shown everywhere. */
const decimal: System = { step: 1000, units: ["B", "kB", "MB", "GB", "TB"] };
/** For whoever means these. */
const binary: System = { step: 1024, units: ["B", "KiB", "MiB", "GiB", "TiB"] };

const letters = ["", "k", "m", "g", "t"] as const;

/** A size as it was typed: 500M, 4 GB, 4 GiB; undefined: it is none. */
export function parseSize(text: string): number | undefined {
  const [, digits = "", letter = "", i = ""] = /^([0-9]{1,12})\s?(?:([kmgt])(i?)b?|b)?$/i.exec(text.trim()) ?? [];
  const unit = letters.findIndex((each) => each === letter.toLowerCase());
  const bytes = Number(digits) * (i === "" ? decimal : binary).step ** unit;
  return digits !== "" && bytes <= largestSize ? bytes : undefined;
}

/** The same size again, in the unit that leaves nothing over and takes the fewest digits. */
export function formatSize(bytes: number): string {
  const [usual, other] = [exactly(bytes, decimal), exactly(bytes, binary)];
  return other.length < usual.length ? other : usual;
}

function exactly(bytes: number, { step, units }: System): string {
  let amount = bytes;
  let unit = 0;
  while (amount > 0 && amount % step === 0 && unit < units.length - 1) {
    amount /= step;
    unit++;
  }
  return `${amount} ${units[unit] ?? ""}`;
}
