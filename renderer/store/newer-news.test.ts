import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NewerNews } from "./newer-news.ts";

describe("an answer beside news of the same value", () => {
  it("counts where no news came while it was on its way", async () => {
    const news = new NewerNews<string>();
    news.came();
    assert.equal(await news.unlessOvertaken(Promise.resolve("answer")), "answer");
  });

  it("does not count where news came before it: they may tell of a later change", async () => {
    const news = new NewerNews<string>();
    const { promise, resolve } = Promise.withResolvers<string>();
    const answer = news.unlessOvertaken(promise);
    news.came();
    resolve("answer");
    assert.equal(await answer, undefined);
    assert.equal(await news.unlessOvertaken(Promise.resolve("next")), "next");
  });
});
