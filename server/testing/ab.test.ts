import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { folderOf } from "./shared-folder.ts";
import { eventsOf, missing, run, shareFolder } from "./terminal.ts";

const requests = 10_000;

describe(`ab, ${requests} requests from 32 at once`, { skip: await missing("ab") }, () => {
  for (const keepAlive of [[], ["-k"]]) {
    it(`sees no failure, and the log counts exactly as many: ${keepAlive.join() || "a connection each"}`, async (test) => {
      const terminal = await shareFolder(test, await folderOf(test, { "a.txt": "fifteen bytes.\n" }));
      const { status, output } = await run("ab", [
        "-q",
        "-n",
        String(requests),
        "-c",
        "32",
        ...keepAlive,
        `${terminal.url}a.txt`,
      ]);
      assert.equal(status, 0);
      assert.match(output, /^Complete requests: +10000$/m);
      assert.match(output, /^Failed requests: +0$/m);
      assert.doesNotMatch(output, /Non-2xx/);
      if (keepAlive.length > 0) assert.match(output, /^Keep-Alive requests: +10000$/m);
      terminal.child.kill("SIGTERM");
      assert.equal(await terminal.exited, 0);
      const records = eventsOf(terminal.output).filter(({ event }) => event === "request");
      const good = records.filter(
        ({ status, outcome, bytesSent }) => status === 200 && outcome === "complete" && bytesSent === 15,
      );
      assert.deepEqual(
        [records.length, good.length, new Set(records.map(({ id }) => id)).size],
        [requests, requests, requests],
      );
    });
  }
});
