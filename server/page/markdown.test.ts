import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderMarkdown } from "./markdown.ts";
import { longestNote } from "./note.ts";

describe("Markdown", () => {
  it("becomes HTML, its headings below the page's own", () => {
    assert.equal(renderMarkdown("# A\n\n*b* [c](d.txt)"), '<h2>A</h2>\n<p><em>b</em> <a href="d.txt">c</a></p>\n');
    assert.equal(renderMarkdown("###### A"), "<h6>A</h6>\n");
  });

  it("aligns a table's columns without styles, which the page's policy forbids", () => {
    const html = renderMarkdown("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
    assert.deepEqual(html.match(/<t[hd][^>]*>./g), [
      ...['<th class="left">a', '<th class="center">b', '<th class="right">c'],
      ...['<td class="left">1', '<td class="center">2', '<td class="right">3'],
    ]);
  });

  it("has lists that go the way of their first words, and tables that the keyboard can scroll", () => {
    assert.match(renderMarkdown("- \u05d0"), /^<ul dir="auto">/);
    assert.match(renderMarkdown("7. a"), /^<ol start="7" dir="auto">/);
    assert.match(renderMarkdown("| a |\n|---|"), /^<div [^>]*tabindex="0"><table>[^]*<\/table><\/div>\n$/);
  });

  const pictures = [
    { text: "![a](b.png)", html: '<img src="b.png" alt="a">', rule: "one of the share is shown" },
    { text: "![a](/c/b.png)", html: '<img src="/c/b.png" alt="a">', rule: "wherever it lies" },
    {
      text: "![](data:image/png;base64,AA==)",
      html: '<img src="data:image/png;base64,AA==" alt="">',
      rule: "or in the text",
    },
    { text: "![a <b>](https://d.example/e.png)", html: '<a href="https://d.example/e.png">a &lt;b&gt;</a>' },
    { text: "![](//d.example/e.png)", html: '<a href="//d.example/e.png">//d.example/e.png</a>' },
    { text: "![a][d]\n\n[d]: HTTP://d.example/e", html: '<a href="HTTP://d.example/e">a</a>' },
    { text: "[![a](http://d.example/e)](f) ![g](http://h)", html: '<a href="f">a</a> <a href="http://h">g</a>' },
  ];
  for (const { text, html, rule = "one from elsewhere is a link" } of pictures) {
    it(`with a picture: ${rule}: ${text}`, () => assert.equal(renderMarkdown(text), `<p>${html}</p>\n`));
  }

  const hostile = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- --><iframe src=//evil.example>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html,<script>alert(1)</script>)",
    "![a](data:text/html;base64,AAAA)",
    '[a](b "c\\" onmouseover=alert(1) ")',
    '![" onerror=alert(1) x="](b.png)',
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    '```html" onclick=alert(1)\n</code></pre><script>1</script>\n```',
    "| a |\n|--:|\n| <b onclick=x>b</b> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
  ];
  for (const text of hostile) {
    it(`stays text where it could act: ${JSON.stringify(text)}`, () => {
      const html = renderMarkdown(text);
      const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
      for (const tag of tags) {
        assert.match(
          tag,
          /^<(p|a|img|pre|code|div|table|thead|tbody|tr|th|td|em|strong)( (href|src|alt|title|class|role|aria-label|tabindex)="[^"]*")*>$/,
        );
        assert.doesNotMatch(tag, /(href|src)="\s*(javascript|vbscript|data):/i);
      }
    });
  }

  it("stays text where it would become far longer: an address that is told once and used by thousands", () => {
    const text = `[a]: /${"b".repeat(longestNote / 2)} "<i>"\n\n${"[a] ".repeat(longestNote / 8 - 20)}`;
    const html = renderMarkdown(text);
    assert.ok(html.length < 2 * text.length, `${html.length}`);
    assert.match(html, /^<pre>\[a\]: \/b+ &quot;&lt;i&gt;&quot;\n/);
  });

  for (const lineEnd of ["\n", "\r\n", "\r"]) {
    it(`stays text where it would become far longer: few lines, ended by ${JSON.stringify(lineEnd)}, of many cells`, () => {
      const table = ["|".repeat(301), `> 1. ${"|-".repeat(300)}|`, ...Array.from({ length: 300 }, () => "a")];
      assert.match(renderMarkdown(table.join(lineEnd)), /^<pre>/);
    });
  }

  it("may have a long table, and a wide line that begins none", () => {
    const rows = Array.from({ length: 2000 }, () => "a | b | c");
    const html = renderMarkdown(["a | b | c", "-|-|-", ...rows, "", "|".repeat(300)].join("\n"));
    assert.equal(html.match(/<td>/g)?.length, 6000);
  });

  it("may use an address many times", () => {
    const html = renderMarkdown(`[a]: /b\n\n${"[a] ".repeat(2000)}`);
    assert.equal(html.match(/<a href="\/b">a<\/a>/g)?.length, 2000);
  });

  // a text on which the renderer blew up would run into the runner's time-out
  it("of any shape is rendered in the end", () => {
    for (const piece of ["*a", "[", "![](", "> ", "`", "**_", "|", "- ", "<a", "&", "\\", "[a](", "a_", "~~", "_*"]) {
      assert.notEqual(renderMarkdown(piece.repeat(longestNote / piece.length)), "", piece);
    }
  });
});
