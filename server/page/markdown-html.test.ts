import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import MarkdownIt from "markdown-it";
import type { Asker } from "../fair-turns.ts";
import { htmlOfMarkdown } from "./markdown-html.ts";
import { renderMarkdown } from "./markdown.ts";

/** Texts that take a thread, each another one. */
function from(address: string): Asker {
  return { address, hasLeft: () => false };
}

function longText(name: string): string {
  return `# ${name}\n\n${"*a* ".repeat(2000)}`;
}

describe("the HTML of Markdown", () => {
  // first: a thread of a test before it would end while the timers are not real, and leave its own behind
  it("stays text where the thread takes too long, and the next one has a thread again", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const late = htmlOfMarkdown(longText("late"));
    await nextTurn();
    t.mock.timers.tick(5000);
    assert.match(await late, /^<pre># late\n/);
    assert.match(await htmlOfMarkdown(longText("in time")), /^<h2>in time/);
    assert.match(await htmlOfMarkdown(longText("late")), /^<pre># late\n/, "nobody is made to wait for it again");
  });

  for (const text of ["*short*", longText("long")]) {
    it(`is the same here and in a thread: ${text.length} characters`, async () => {
      assert.equal(await htmlOfMarkdown(text), renderMarkdown(text));
    });
  }

  it("is made of a long text in a thread of its own", async (t) => {
    const parse = t.mock.method(MarkdownIt.prototype, "parse");
    assert.match(await htmlOfMarkdown(longText("apart")), /^<h2>apart<\/h2>\n<p><em>a<\/em> /);
    assert.equal(parse.mock.callCount(), 0);
  });

  it("is made in one as well of a short text whose table has many cells", async (t) => {
    const parse = t.mock.method(MarkdownIt.prototype, "parse");
    const html = await htmlOfMarkdown(`${"|".repeat(99)}\n${"|-".repeat(98)}|\n${"a\n".repeat(99)}`);
    assert.equal(html.match(/<td>/g)?.length, 98 * 99);
    assert.equal(parse.mock.callCount(), 0);
  });

  it("is made once, however often it is shown", async (t) => {
    const parse = t.mock.method(MarkdownIt.prototype, "parse");
    const shown = await Promise.all([1, 2, 3].map(() => htmlOfMarkdown("*once*")));
    assert.deepEqual(new Set(shown), new Set(["<p><em>once</em></p>\n"]));
    assert.equal(parse.mock.callCount(), 1);
  });

  it("is made once of a long text that several ask for before it is ready", async () => {
    const [one, other] = [htmlOfMarkdown(longText("shared")), htmlOfMarkdown(longText("shared"))];
    assert.equal(one, other);
    assert.match(await one, /^<h2>shared/);
  });

  it("is let go of where others have come since, and kept where it was shown since", async (t) => {
    const parse = t.mock.method(MarkdownIt.prototype, "parse");
    const others = Array.from({ length: 7 }, (_, index) => `other ${index}`);
    for (const text of ["kept", "gone", ...others.slice(0, 6), "kept", ...others.slice(6)]) await htmlOfMarkdown(text);
    assert.equal(parse.mock.callCount(), 9);
    await htmlOfMarkdown("kept");
    assert.equal(parse.mock.callCount(), 9);
    await htmlOfMarkdown("gone");
    assert.equal(parse.mock.callCount(), 10);
  });

  it("stays text where eight long ones of one address wait already, or sixteen in all, for now", async () => {
    const nineFor = (address: string) =>
      Promise.all(
        Array.from({ length: 9 }, (_, index) => htmlOfMarkdown(longText(`${index} for ${address}`), from(address))),
      );
    const [one, other] = await Promise.all([nineFor("192.168.1.1"), nineFor("127.0.0.1")]);
    const isHtml = [...one, ...other].map((html) => html.startsWith("<h2>"));
    const eight = Array.from({ length: 8 }, () => true);
    assert.deepEqual(isHtml, [...eight, false, ...eight, false]);
    assert.match(one[8] ?? "", /^<pre># 8 for 192/);
    assert.match(await htmlOfMarkdown(longText("8 for 192.168.1.1"), from("192.168.1.1")), /^<h2>8 for 192/);
  });

  it("is made for each address in turn", async () => {
    const made: string[] = [];
    const show = async (name: string, address: string) => {
      await htmlOfMarkdown(longText(name), from(address));
      made.push(name);
    };
    const ask = (last: number, names: readonly string[]) =>
      names.map((name) => show(`${name} for ${last}`, `192.168.1.${last}`));
    await Promise.all([...ask(1, ["one", "two", "three"]), ...ask(2, ["one", "two"])]);
    assert.deepEqual(made, ["one for 1", "two for 1", "one for 2", "three for 1", "two for 2"]);
  });

  it("is made for whoever it is the turn of first, where several ask for it", async () => {
    const made: string[] = [];
    const show = async (name: string, last: number) => {
      await htmlOfMarkdown(longText(`${name} of all`), from(`192.168.1.${last}`));
      made.push(`${name} for ${last}`);
    };
    await Promise.all([show("one", 1), show("two", 1), show("three", 1), show("four", 1), show("four", 2)]);
    assert.deepEqual(made, ["one for 1", "two for 1", "four for 1", "four for 2", "three for 1"]);
  });
});
