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
  if (oldDay !== undefined) return toTime(fullYear(Number(shortYear), now), oldName, oldDay, oldClock);
  const [, cName, cDay, hours, minutes, seconds, cYear] = asctime.exec(text) ?? [];
  if (cDay !== undefined) return toTime(Number(cYear), cName, cDay, [hours, minutes, seconds]);
  return undefined;
}

/** A year of two digits is never more than 50 years ahead. */
function fullYear(short: number, now: number): number {
  const year = Math.floor(new Date(now).getUTCFullYear() / 100) * 100 + short;
  return year > new Date(now).getUTCFullYear() + 50 ? year - 100 : year;
}

function toTime(
  year: number,
  name: string | undefined,
  day: string,
  clock: readonly (string | undefined)[],
): number | undefined {
  const [hours, minutes, seconds] = clock.map(Number);
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const monthIndex = months.indexOf(name ?? "");
  const milliseconds = Date.UTC(year, monthIndex, Number(day), hours, minutes, seconds);
  return new Date(Date.UTC(year, monthIndex, Number(day))).getUTCDate() === Number(day) ? milliseconds : undefined;
}
