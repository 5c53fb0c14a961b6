import { escapeCharacter, visible } from "../log/visible.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const plain = /^[\w .,()+-]*$/;

/** Text as it may stand in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return plain.test(text) ? text : text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
}

/** Nothing but blanks, of which some count as letters. */
const blank = /^[\s\u115f\u1160\u2800\u3164\uffa0]*$/;

/** A name as people see it: characters that turn or hide text are shown as escapes, and so is what is blank throughout. */
export function shownName(name: string): string {
  return escapeHtml(blank.test(name) ? name.replace(/./gsu, escapeCharacter) : visible(name));
}

/** A name as the value of an attribute from which it comes back as it is: a browser would mend its line ends. */
export function attributeValue(name: string): string {
  return escapeHtml(name).replaceAll("\r", "&#13;").replaceAll("\n", "&#10;");
}
