import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { attachment } from "./content-disposition.ts";
import { Headers } from "./headers.ts";

describe("Content-Disposition of a file that is saved", () => {
  const rules = [
    { name: "report.pdf", means: 'attachment; filename="report.pdf"', rule: "a plain name stands there once" },
    {
      name: "a b;c,d='e'.txt",
      means: `attachment; filename="a b;c,d='e'.txt"`,
      rule: "the quotes keep what separates",
    },
    {
      name: 'say "hi".txt',
      means: `attachment; filename="say _hi_.txt"; filename*=UTF-8''say%20%22hi%22.txt`,
      rule: "a quote would end the name",
    },
    {
      name: "a\\b.txt",
      means: `attachment; filename="a_b.txt"; filename*=UTF-8''a%5Cb.txt`,
      rule: "a backslash escapes for some and not for others",
    },
    {
      name: "100%41.txt",
      means: `attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt`,
      rule: "some browsers decode a percent sign",
    },
    {
      name: "Grüße €.txt",
      means: `attachment; filename="Gr__e _.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.txt`,
      rule: "beyond ASCII: a stand-in and the name itself",
    },
    { name: "😀", means: `attachment; filename="_"; filename*=UTF-8''%F0%9F%98%80`, rule: "a pair is one character" },
    {
      name: "a\r\nSet-Cookie: b=c",
      means: `attachment; filename="a__Set-Cookie: b=c"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b%3Dc`,
      rule: "a line break never leaves the field",
    },
  ] as const;
  for (const { name, means, rule } of rules) it(rule, () => assert.equal(attachment(name), means));

  it("is a field value that gives back any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const value = attachment(name);
        assert.equal(new Headers([["Content-Disposition", value]]).get("content-disposition"), value);
        const [, quoted = "", , extended] =
          /^attachment; filename="([\x20-\x21\x23-\x5b\x5d-\x7e]*)"(; filename\*=UTF-8''([A-Za-z0-9!#$&+\-.^_`|~%]*))?$/.exec(
            value,
          ) ?? assert.fail(value);
        assert.equal(extended === undefined ? quoted : decodeURIComponent(extended), name);
      }),
    );
  });
});
