import type { VisitorRules } from "../../electron/contract.ts";
import { folderName } from "./sharing.ts";

type Words = { readonly name: string; readonly more: string };

/** What each choice is called. The terminal's `--help` says it in the same words. */
export const ruleWords = {
  uploads: { name: "Visitors may send files", more: "From a browser, or with curl. Nothing is ever overwritten." },
  mostBytes: { name: "The largest file", more: "" },
  diskBytesToLeave: { name: "Disk space to keep free", more: "" },
  website: { name: "This is a website", more: "Pages run their scripts, and 404.html stands for what is not there." },
  spa: { name: "A website of one page", more: "index.html answers for every page" },
  cleanUrls: { name: "Clean URLs", more: "/about is about.html" },
  isolated: { name: "Apart from other origins", more: "COOP and COEP, as threads of WebAssembly need it" },
  cors: { name: "Open to other origins (CORS)", more: "web pages of any origin may read the share" },
  precompressed: {
    name: "Compressed files",
    more: "page.html.br or .gz for page.html, unless visitors send files into the folder",
  },
  note: { name: "A note for visitors", more: "Words on top of the first folder page, in Markdown." },
} as const satisfies Readonly<Partial<Record<keyof VisitorRules, Words>>>;

/** The choices that a website has. */
export const presets = ["spa", "cleanUrls", "isolated", "cors", "precompressed"] as const;

/** All that visitors may do, in a line. */
export function rulesInShort({ uploads, inbox, website, note }: VisitorRules): string {
  return [
    website ? "Use it as a website" : "Open and download",
    ...(uploads ? [inbox === "" ? "send files" : `send files to “${folderName(inbox)}”`] : []),
    ...(note === "" ? [] : ["read your note"]),
  ].join(", ");
}

/** Where what visitors send goes. */
export function targetWords({ inbox }: Pick<VisitorRules, "inbox">): string {
  return inbox === "" ? "into the shared folder" : `into “${folderName(inbox)}”`;
}

/** Whether what visitors send becomes part of a website: a page of theirs has the power that the owner's have. */
export function addsPages({ uploads, inbox, website }: VisitorRules): boolean {
  return uploads && website && inbox === "";
}

/** "A website of one page, clean URLs". */
export function websiteWords(rules: VisitorRules): string {
  const chosen = presets.filter((preset) => rules[preset]).map((preset) => ruleWords[preset].name);
  const [first = "A website", ...more] = rules.spa || chosen.length === 0 ? chosen : ["A website", ...chosen];
  return [first, ...more.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", ");
}
