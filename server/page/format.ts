/** When the year 9999 is over: dates from then on have no form that a page or a program may use. */
const tooLate = 253_402_300_800_000;

function isUsual(milliseconds: number | undefined): milliseconds is number {
  return milliseconds !== undefined && milliseconds >= 0 && milliseconds < tooLate;
}

/** A minute: for programs in UTC, up to its seconds, and for people in this computer's zone. */
type Minute = { readonly utc: string; readonly local: string };

const minuteLength = 60_000;

/** Remembers the last one: files that lie together have often changed together. */
const minuteAt = rememberingLast((minute: number): Minute => {
  const date = new Date(minute * minuteLength);
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return { utc: date.toISOString().slice(0, 17), local: `${day} ${two(date.getHours())}:${two(date.getMinutes())}` };
});

function rememberingLast<T>(make: (key: number) => T): (key: number) => T {
  let last: { readonly key: number; readonly made: T } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, made: make(key) };
    return last.made;
  };
}

/** The minute, and its milliseconds as "SS.mmm". */
function partsOf(milliseconds: number): readonly [Minute, string] {
  const minute = Math.floor(milliseconds / minuteLength);
  const digits = String(100_000 + Math.floor(milliseconds - minute * minuteLength));
  return [minuteAt(minute), `${digits.slice(1, 3)}.${digits.slice(3)}`];
}

/** A date for programs, in UTC; undefined for an odd one. */
export function isoTime(milliseconds: number | undefined): string | undefined {
  if (!isUsual(milliseconds)) return undefined;
  const [{ utc }, seconds] = partsOf(milliseconds);
  return `${utc}${seconds}Z`;
}

/** A `<time>`: the minute in this computer's zone for people, UTC for programs; "" for an odd date. */
export function timeElement(milliseconds: number | undefined): string {
  if (!isUsual(milliseconds)) return "";
  const [{ utc, local }, seconds] = partsOf(milliseconds);
  return `<time datetime="${utc}${seconds}Z">${local}</time>`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** "1 file", "1,234 files". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
