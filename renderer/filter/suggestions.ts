import { settledPart, type Key } from "./parse-filter.ts";

/** Something to put into the filter box: the whole filter it makes, the word it adds, and what that means. */
export type Suggestion = { readonly filter: string; readonly word: string; readonly means: string };

type Example = { readonly word: `${Key}:${string}`; readonly means: string };

/** One example for each thing that can be asked; the help shows them too. */
export const examples: readonly Example[] = [
  { word: "status:4xx", means: "answered with an error: not found, forbidden, …" },
  { word: "status:404,416", means: "one of these statuses" },
  { word: "method:GET", means: "asked with this method" },
  { word: "device:192.168.1.23", means: "from this address, or a device of this name" },
  { word: "path:/photos", means: "the path has this in it" },
  { word: "larger:10MB", means: "more than this was sent or received" },
  { word: "smaller:1kB", means: "no more than this was sent or received" },
  { word: "slower:500ms", means: "took longer than this" },
  { word: "faster:10ms", means: "took no longer than this" },
  { word: "is:active", means: "still under way" },
  { word: "is:error", means: "answered with an error (4xx, 5xx), or failed" },
  { word: "is:refused", means: "not taken: not understood, too large, unavailable" },
  { word: "is:left", means: "the visitor left before the end, or took too long" },
  { word: "is:failed", means: "went wrong on our side" },
  { word: "is:complete", means: "the answer went out whole, also “not found”" },
  { word: "is:partial", means: "a part of a file" },
  { word: "is:incoming", means: "a visitor sent something" },
];

/** More are saved at times: all of those are shown. */
const most = 8;

/** What could stand in place of the word being typed at the end of a filter, addresses seen so far included. */
export function suggestionsFor(
  text: string,
  addresses: readonly string[],
  saved: readonly string[],
): readonly Suggestion[] {
  const head = settledPart(text);
  const typed = text.slice(head.length).toLowerCase();
  const sign = typed.startsWith("-") ? "-" : "";
  const begun = typed.slice(sign.length);
  const fromSaved = text === "" ? saved.map((filter) => ({ filter, word: filter, means: "saved" })) : [];
  const words = [...examples, ...addresses.map(exampleOf)].filter(({ word }) => fits(word.toLowerCase(), begun));
  const completions = words.map(({ word, means }) => ({ filter: `${head}${sign}${word} `, word: sign + word, means }));
  const others = unique(completions).filter(({ word }) => !fromSaved.some((each) => each.word === word));
  return [...fromSaved, ...others].slice(0, Math.max(most, fromSaved.length));
}

function exampleOf(address: string): Example {
  return { word: `device:${address}`, means: "this device" };
}

/** A key is found by its beginning, a value too; what stands there already needs no suggestion. */
function fits(word: string, begun: string): boolean {
  return (
    begun !== word && (word.startsWith(begun) || (begun.length > 1 && word.split(":")[1]?.startsWith(begun) === true))
  );
}

function unique(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return [...new Map(suggestions.map((suggestion) => [suggestion.word, suggestion])).values()];
}
