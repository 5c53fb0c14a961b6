import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

const css = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const sixDigits = "(#[0-9a-f]{6})";
const theme = css("theme.css");

/** The light and the dark self of a colour of the theme. */
function selves(name: string): readonly string[] {
  const found = new RegExp(`--${name}: light-dark\\(${sixDigits}, ${sixDigits}\\)`).exec(theme);
  assert.ok(found !== null, `there is no colour ${name}`);
  return found.slice(1);
}

/** How bright a colour is (WCAG 2.2, relative luminance). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = "", other = ""): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const grounds = ["ground", "surface", "raised", "stripe", "hover", "amber-wash", "bad-wash"];

/** The pairs of a colour and a ground that are too much alike. */
function tooFaint(colours: readonly string[], least: number): readonly string[] {
  const pairs = colours.flatMap((colour) => grounds.map((ground) => [colour, ground] as const));
  return pairs
    .filter(([colour, ground]) => selves(colour).some((self, index) => contrast(self, selves(ground)[index]) < least))
    .map((pair) => pair.join(" on "));
}

describe("the colours of the window, light and dark", () => {
  it("let every text be read on every ground", () =>
    assert.deepEqual(tooFaint(["ink", "soft", "amber-ink", "good", "moved", "bad", "broken"], 4.5), []));

  it("let edges, bars and the focus be seen on every ground", () =>
    assert.deepEqual(tooFaint(["edge", "amber-deep", "sky", "focus"], 3), []));

  it("let the words of the main button be read, pointed at or not", () => {
    const [words = ""] = new RegExp(`--on-amber: ${sixDigits}`).exec(theme)?.slice(1) ?? [];
    for (const ground of ["amber", "amber-deep"].flatMap(selves)) assert.ok(contrast(words, ground) >= 4.5, ground);
  });

  it("let the dots of devices be seen in every row", () => {
    const dots = [...css("log.css").matchAll(new RegExp(`\\.device-dot[^{]*\\{[^}]*background: ${sixDigits}`, "g"))];
    assert.ok(dots.length > 6);
    for (const [, dot] of dots)
      for (const ground of ["raised", "stripe"].flatMap(selves))
        assert.ok(contrast(dot, ground) >= 3, `${dot} ${ground}`);
  });
});
