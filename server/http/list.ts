import { trimBlanks } from "./blanks.ts";

/**
 * The members of a comma-separated list over all lines of a field, without blanks and empty members (RFC 9110 §5.6.1).
 * `most`: how many of each line, and of all, are looked at.
 */
export function listMembers(values: readonly string[], most?: number): string[] {
  return values
    .flatMap((value) => value.split(",", most))
    .slice(0, most)
    .map(trimBlanks)
    .filter((member) => member !== "");
}

/** ASCII lower case alone: "K" (U+212A) must not become "k". */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Patterns of the members that are looked for, which are few. */
const patterns = new Map<string, RegExp>();

/** Whether a token is a member of such a list, in any case. Nothing is cut: a head has room for sixteen thousand members. */
export function hasMember(values: readonly string[], token: string): boolean {
  const pattern = patterns.get(token) ?? new RegExp(String.raw`(?:^|,)[ \t]*${token}[ \t]*(?:,|$)`, "i");
  patterns.set(token, pattern);
  return pattern.test(values.join(","));
}

/** How much a client wants something, 0 to 1, by the tokens it named (RFC 9110 §12.4.2). */
export type Preferences = ReadonlyMap<string, number>;

/** Preferences that count: browsers have ten. A head has room for thousands, which cost more than all else of a request. */
const mostPreferences = 100;
/** A token and its parameters. */
const mostParts = 20;

/** Reads `token;q=0.5, other, *;q=0`. A member with a malformed weight counts as not named. */
export function parsePreferences(values: readonly string[]): Preferences {
  const preferences = new Map<string, number>();
  for (const member of listMembers(values, mostPreferences)) {
    const [token = "", ...parameters] = member.split(";", mostParts).map(trimBlanks);
    const weight = parameters.find((parameter) => /^q=/i.test(parameter)) ?? "q=1";
    if (/^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/i.test(weight)) preferences.set(lowerAscii(token), Number(weight.slice(2)));
  }
  return preferences;
}
