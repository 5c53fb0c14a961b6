const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = `(${months.join("|")})`;
const time = "([0-9]{2}):([0-9]{2}):([0-9]{2})";

const fixdate = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ${month} ([0-9]{4}) ${time} GMT$`);
const rfc850 = new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ([0-9]{2})-${month}-([0-9]{2}) ${time} GMT$`);
const asctime = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} ([0-9]{2}| [0-9]) ${time} ([0-9]{4})$`);

/** A time as IMF-fixdate (RFC 9110 §5.6.7). */
export function formatHttpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString();
}

/** The whole second, in milliseconds, that one of the three formats of RFC 9110 §5.6.7 names; undefined: none of them. */
export function parseHttpDate(text: string, now: number = Date.now()): number | undefined {
  const [, day, name, year, ...clock] = fixdate.exec(text) ?? [];
  if (day !== undefined) return toTime(Number(year), name, day, clock);
  const [, oldDay, oldName, shortYear, ...oldClock] = rfc850.exec(text) ?? [];
  if (oldDay !== undefined) return nearTime(Number(shortYear), oldName, oldDay, oldClock, now);
  const [, cName, cDay, hours, minutes, seconds, cYear] = asctime.exec(text) ?? [];
  if (cDay !== undefined) return toTime(Number(cYear), cName, cDay, [hours, minutes, seconds]);
  return undefined;
}

type Clock = readonly (string | undefined)[];

/** With a year of two digits a time is never more than 50 years ahead, but in the past. */
function nearTime(
  shortYear: number,
  name: string | undefined,
  day: string,
  clock: Clock,
  now: number,
): number | undefined {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + 50);
  const year = Math.floor(latest.getUTCFullYear() / 100) * 100 + shortYear;
  const time = toTime(year, name, day, clock);
  return time !== undefined && time > latest.getTime() ? toTime(year - 100, name, day, clock) : time;
}

function toTime(year: number, name: string | undefined, day: string, clock: Clock): number | undefined {
  const [hours, minutes, seconds] = clock.map(Number);
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, months.indexOf(name ?? ""), Number(day)); // Date.UTC takes a year below 100 for one of 19xx
  if (date.getUTCDate() !== Number(day)) return undefined;
  return date.setUTCHours(hours, minutes, seconds);
}
