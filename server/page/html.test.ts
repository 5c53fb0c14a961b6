import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { attributeValue, escapeHtml, shownName } from "./html.ts";

describe("text in HTML", () => {
  it("has nothing that ends an element, an attribute or a script", () => {
    assert.equal(escapeHtml(`</script> "'&#`), "&lt;/script&gt; &quot;&#39;&amp;#");
  });

  it("comes back as it was, whatever it is", () => {
    const entities = new Map(
      Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#13": "\r", "#10": "\n" }),
    );
    const decode = (html: string) =>
      html.replace(/&([a-z0-9#]+);/g, (_, name: string) => entities.get(name) ?? assert.fail(name));
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.equal(decode(escapeHtml(text)), text);
        assert.equal(decode(attributeValue(text)), text);
        assert.doesNotMatch(attributeValue(text), /[<>"'\r\n]/);
      }),
    );
  });

  it("shows a name that is blank throughout, and leaves blanks in others as they are", () => {
    assert.equal(shownName("  "), "\\x20\\x20");
    assert.equal(shownName("\u00a0\u3000\u2800"), "\\xa0\\u{3000}\\u{2800}");
    assert.equal(shownName(" a "), " a ");
    assert.equal(shownName(""), "");
  });

  it("shows what cannot be seen or turns text round", () => {
    assert.equal(shownName("evil\u202egpj.exe\n"), "evil\\u{202e}gpj.exe\\x0a");
  });
});
