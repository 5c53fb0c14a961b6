import { trimBlanks } from "./blanks.ts";

/** The members of a comma-separated list over all lines of a field, without blanks and empty members (RFC 9110 §5.6.1). */
export function listMembers(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(","))
    .map(trimBlanks)
    .filter((member) => member !== "");
}

/** ASCII lower case alone: "K" (U+212A) must not become "k". */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Whether a token is a member of such a list, in any case. */
export function hasMember(values: readonly string[], token: string): boolean {
  return values.length > 0 && listMembers(values).some((member) => lowerAscii(member) === token);
}

/** How much a client wants something, 0 to 1, by the tokens it named (RFC 9110 §12.4.2). */
export type Preferences = ReadonlyMap<string, number>;

/** Reads `token;q=0.5, other, *;q=0`. A member with a malformed weight counts as not named. */
export function parsePreferences(values: readonly string[]): Preferences {
  const preferences = new Map<string, number>();
  for (const member of listMembers(values)) {
    const [token = "", ...parameters] = member.split(";").map(trimBlanks);
    const weight = parameters.find((parameter) => /^q=/i.test(parameter)) ?? "q=1";
    if (/^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/i.test(weight)) preferences.set(lowerAscii(token), Number(weight.slice(2)));
  }
  return preferences;
}
