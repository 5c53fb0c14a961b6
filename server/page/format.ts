const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

/** A number of bytes for people, as most systems show it today: "15 bytes", "1.5 GB". */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ""}`;
}

/** The end of the year 9999: later dates have no form that a page or a program may use. */
const latest = 253_402_300_799_999;

function isUsual(milliseconds: number | undefined): milliseconds is number {
  return milliseconds !== undefined && milliseconds >= 0 && milliseconds <= latest;
}

/** A date for programs, in UTC; undefined for an odd one. */
export function isoTime(milliseconds: number | undefined): string | undefined {
  return isUsual(milliseconds) ? new Date(milliseconds).toISOString() : undefined;
}

/** A `<time>`: the minute in this computer's zone for people, UTC for programs; "" for an odd date. */
export function timeElement(milliseconds: number | undefined): string {
  if (!isUsual(milliseconds)) return "";
  const date = new Date(milliseconds);
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `<time datetime="${date.toISOString()}">${day} ${two(date.getHours())}:${two(date.getMinutes())}</time>`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** "1 file", "1,234 files". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
