/** What a load against a server came to. */
export type LoadResult = {
  readonly requests: number;
  readonly seconds: number;
  readonly failed: number;
};

/** Reads what wrk prints. @throws Error where it is something else. */
export function parseWrk(text: string): LoadResult {
  const requests = numberIn(text, /^\s*(\d+) requests in /m);
  const perSecond = numberIn(text, /^Requests\/sec:\s+([\d.]+)/m);
  if (requests === undefined || perSecond === undefined) throw new Error("wrk printed no figures");
  const [, socketErrors = ""] = /Socket errors: (.*)/.exec(text) ?? [];
  const failures = [...socketErrors.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const refused = numberIn(text, /Non-2xx or 3xx responses: (\d+)/) ?? 0;
  return { requests, seconds: requests / perSecond, failed: failures.reduce((sum, one) => sum + one, refused) };
}

/** Reads what ab prints. @throws Error where it is something else. */
export function parseAb(text: string): LoadResult {
  const requests = numberIn(text, /^Complete requests:\s+(\d+)/m);
  const perSecond = numberIn(text, /^Requests per second:\s+([\d.]+)/m);
  if (requests === undefined || perSecond === undefined) throw new Error("ab printed no figures");
  const failed = numberIn(text, /^Failed requests:\s+(\d+)/m) ?? 0;
  const refused = numberIn(text, /^Non-2xx responses:\s+(\d+)/m) ?? 0;
  return { requests, seconds: requests / perSecond, failed: failed + refused };
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const [, digits] = pattern.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
