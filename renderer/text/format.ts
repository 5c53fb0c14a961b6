const counts = new Intl.NumberFormat("en");
const units = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** "12,345". */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** "1 file", "2 files". */
export function formatNumber(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** "1.2 MB", in steps of a thousand, three digits; "" where nobody knows. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return "";
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  const digits = unit === 0 || amount >= 99.95 ? 0 : 1;
  return `${amount.toFixed(digits)} ${units[unit] ?? ""}`;
}

/** "8 ms", "1.25 s", "2 min 5 s"; "" where it has not happened. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return "";
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 999.5) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds < 59_995) return `${(milliseconds / 1000).toFixed(milliseconds < 9_995 ? 2 : 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** "14:03:07.123", this computer's time. */
export function formatClock(time: number): string {
  const date = new Date(time);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0"));
  return `${parts.join(":")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** "Nov 25": the day of a time, in milliseconds since 1970; "" where that is today, or there is none. */
export function otherDay(time: number | undefined, now = Date.now()): string {
  if (time === undefined) return "";
  return new Date(time).toDateString() === new Date(now).toDateString() ? "" : dayOf(time);
}

/** A formatter that was kept would stay in the time zone that it was made in. */
function dayOf(time: number): string {
  return new Date(time).toLocaleDateString("en", { month: "short", day: "numeric" });
}

/** "0.4", "12", "1,234": a number that changes every second. */
export function formatRate(perSecond: number): string {
  return perSecond > 0 && perSecond < 9.95 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond));
}
