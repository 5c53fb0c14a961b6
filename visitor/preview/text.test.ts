import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { describe, it, type TestContext } from "node:test";
import { readText } from "./text.ts";

/** The address of a file that is answered so. */
async function answered(test: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  test.after(() => server.close());
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return `http://127.0.0.1:${address.port}/`;
}

describe("the text of a file", () => {
  const { signal } = new AbortController();

  it("is read to its end", async (test) => {
    const address = await answered(test, (_, response) => response.end("text"));
    assert.deepEqual(await readText(address, 4, signal), { text: "text", isCut: false });
  });

  it("that breaks off is one error, told to whoever reads, and none beside it", async (test) => {
    const address = await answered(test, (_, response) => {
      response.writeHead(200, { "Content-Length": 9 });
      response.write("text", () => response.destroy());
    });
    await assert.rejects(readText(address, 9, signal));
    await new Promise((resolve) => setImmediate(resolve)); // an error that nobody hears fails the test by then
  });
});
