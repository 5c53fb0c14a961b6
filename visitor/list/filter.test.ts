import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filterOf, fold } from "./filter.ts";

describe("the filter", () => {
  const rules = [
    { typed: "", name: "anything", finds: true, rule: "nothing typed hides nothing" },
    { typed: "IMG 10", name: "10 - img.png", finds: true, rule: "words in any order, in any case" },
    { typed: "img 11", name: "img 10.png", finds: false, rule: "every word has to be there" },
    { typed: "  img  ", name: "img.png", finds: true, rule: "blanks do not count" },
    { typed: "uber", name: "Über.pdf", finds: true, rule: "accents do not count" },
    { typed: "aou", name: "Äöü.pdf", finds: true, rule: "nor do several" },
    { typed: "grosse", name: "Größe.pdf", finds: false, rule: "but letters do" },
    { typed: "über", name: "u\u0308ber.pdf", finds: true, rule: "nor how they are written" },
    { typed: "صور", name: "صورة.png", finds: true, rule: "any script is found" },
    { typed: ".*", name: "a.png", finds: false, rule: "it is text and no pattern" },
  ];
  for (const { typed, name, finds, rule } of rules) {
    it(`${rule}: "${typed}"`, () => assert.equal(filterOf(typed)(fold(name)), finds));
  }
});
