import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Handler } from "../http/handler.ts";
import { HttpError } from "../http/http-error.ts";
import { Response, statusResponse, textResponse } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { pageAssets } from "./assets.ts";
import { showErrors } from "./error-page.ts";

const browser = ["Accept: text/html,application/xhtml+xml,*/*;q=0.8"];
const assets = pageAssets([]);

async function ask(handler: Handler, fields: readonly string[] = browser, method = "GET") {
  const response = await showErrors("Films & more", assets)(handler)(requestFor("/x", fields, method));
  assert.ok(response instanceof Response && response.body.kind === "bytes");
  const { status, headers, reason } = response;
  return { status, headers, reason, text: response.body.bytes.toString() };
}

const lost: Handler = () => {
  throw new HttpError(404, "hidden <because>");
};

describe("an error on a person's way to a page", () => {
  const ways: readonly { readonly handler: Handler; readonly rule: string }[] = [
    { handler: lost, rule: "that is thrown" },
    { handler: () => statusResponse(404, "hidden <because>"), rule: "that is answered" },
    { handler: () => Promise.reject(new HttpError(404, "hidden <because>")), rule: "that comes later" },
  ];
  for (const { handler, rule } of ways) {
    it(`is shown as a page: one ${rule}`, async () => {
      const { status, headers, reason, text } = await ask(handler);
      assert.deepEqual([status, reason], [404, "hidden <because>"]);
      assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
      assert.match(
        text,
        /<meta name="viewport"[^]*<a href="\/"><bdi>Films &amp; more<\/bdi><\/a>[^]*nothing at this address/,
      );
    });
  }

  it("tells no reason, and runs no script", async () => {
    const { headers, text } = await ask(lost);
    assert.doesNotMatch(text, /because|<script/);
    assert.match(headers.get("content-security-policy", ""), /default-src 'none'/);
    assert.deepEqual([headers.get("vary"), headers.getAll("content-type").length], ["Accept", 1]);
  });

  it("names no folder under a host that is not this computer's, and refers to nothing that is refused there", async () => {
    const { status, text } = await ask(() => statusResponse(421, "the host evil.example is not this computer's"));
    assert.equal(status, 421);
    assert.match(text, /<h1><bdi>Misdirected Request<\/bdi><\/h1>[^]*not one of this computer/);
    assert.doesNotMatch(text, /Films|(src|href)="(?!data:)/);
    assert.match(text, /<link rel="stylesheet" href="data:text\/css,[^"]*body/);
  });

  for (const [status, sentence] of [
    [403, "This cannot be opened."],
    [503, "This cannot be had just now. Try again in a moment."],
    [418, "This did not work."],
  ] as const) {
    it(`says of ${status}: ${sentence}`, async () => {
      const { text } = await ask(() => statusResponse(status, ""));
      assert.ok(text.includes(sentence), text);
    });
  }

  it("keeps the fields of its answer", async () => {
    assert.equal((await ask(() => Promise.reject(new HttpError(503, "full")))).headers.get("retry-after"), "1");
  });

  it("is the same for HEAD", async () => {
    assert.equal((await ask(lost, browser, "HEAD")).text.length, (await ask(lost)).text.length);
  });
});

describe("an error elsewhere", () => {
  for (const [fields, method, rule] of [
    [[], "GET", "to a program that says nothing of what it takes"],
    [["Accept: */*"], "GET", "to a program that takes anything"],
    [["Accept: text/html;q=0"], "GET", "to one that wants no page"],
  ] as const) {
    it(`stays short ${rule}`, () =>
      assert.rejects(async () => ask(lost, fields, method), { name: "HttpError", status: 404 }));
  }

  it("stays short to a program also where it is answered, and not thrown", async () => {
    const { headers, text } = await ask(() => statusResponse(404, "hidden"), ["Accept: */*"]);
    assert.deepEqual([headers.get("content-security-policy"), text], [undefined, "404 Not Found\n"]);
  });

  it("stays what a website made of it", async () => {
    const own = () => textResponse({ status: 404 }, "<h1>lost</h1>", "text/html");
    assert.equal((await ask(own)).text, "<h1>lost</h1>");
  });

  it("is no concern of an answer that is none", async () => {
    assert.equal((await ask(() => textResponse({ status: 200 }, "200 OK\n"))).text, "200 OK\n");
  });
});
