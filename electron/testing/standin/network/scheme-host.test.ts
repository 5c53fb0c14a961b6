import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { disguise, undisguise } from "./scheme-host.ts";

describe("an address of the app's own scheme", () => {
  const schemes = new Set(["app"]);
  const cases = [
    { url: "app://bundle", loaded: "https://bundle.app.scheme.standin.invalid/", rule: "gets a path" },
    {
      url: "app://bundle/a/b?c#d",
      loaded: "https://bundle.app.scheme.standin.invalid/a/b?c#d",
      rule: "keeps all after its host",
    },
  ];
  for (const { url, loaded, rule } of cases) it(rule, () => assert.equal(disguise(url, schemes), loaded));

  it("is known again, alone and as an origin", () => {
    assert.equal(undisguise("https://bundle.app.scheme.standin.invalid/a?b#c"), "app://bundle/a?b#c");
    assert.equal(undisguise("https://bundle.app.scheme.standin.invalid"), "app://bundle");
  });

  for (const url of [
    "https://example.org/",
    "file:///a",
    "about:blank",
    "other://host/",
    "data:text/html,app://bundle/",
  ]) {
    it(`is not any other: ${url}`, () => {
      assert.equal(disguise(url, schemes), url);
      assert.equal(undisguise(url), url);
    });
  }
});
