import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import packageJson from "../../package.json" with { type: "json" };
import { get } from "../connection/testing.ts";
import { freePort } from "./free-port.ts";
import { RawClient } from "./raw-client.ts";
import { folderOf } from "./shared-folder.ts";
import { eventsOf, runShare, shareFolder } from "./terminal.ts";

describe("the terminal command, asked for what it cannot do", () => {
  for (const args of [[], [".", "--port", "65536"], [".", "two\nlines"], ["--\x1b[31m"]]) {
    it(`says so in one line and exits with 2: ${JSON.stringify(args)}`, async (test) => {
      const terminal = runShare(test, args);
      assert.equal(await terminal.exited, 2);
      assert.match(terminal.errors, /^porchlight: [^\n\x1b]*\. See porchlight --help\.\n$/);
      assert.equal(terminal.output, "");
    });
  }

  it("says that there is no such folder and exits with 1", async (test) => {
    const folder = path.join(await folderOf(test), "missing");
    const terminal = runShare(test, [folder]);
    assert.equal(await terminal.exited, 1);
    assert.equal(
      terminal.errors,
      `porchlight: There is no folder ${folder}. Choose another one, or plug in the drive that it is on.\n`,
    );
  });

  it("says that a file is no folder and exits with 1", async (test) => {
    const file = path.join(await folderOf(test, { "a.txt": "" }), "a.txt");
    for (const target of [file, path.join(file, "below")]) {
      const terminal = runShare(test, [target]);
      assert.equal(await terminal.exited, 1);
      assert.match(terminal.errors, /^porchlight: .* is a file, not a folder\. .*\n$/);
    }
  });

  it("says that a folder cannot be read and exits with 1", async (test) => {
    if (process.getuid?.() !== 0) {
      test.skip("a folder of somebody else's takes root to make");
      return;
    }
    const folder = await folderOf(test);
    const terminal = runShare(test, [folder, "--port", "0", "--host", "127.0.0.1"], { uid: 65534 });
    assert.equal(await terminal.exited, 1, terminal.output);
    assert.match(terminal.errors, /^porchlight: The folder .* cannot be read\. .*\n$/);
  });

  it("says that an inbox is shared itself and exits with 1", async (test) => {
    const folder = await folderOf(test, { "in/secret.txt": "" });
    const inbox = ["--uploads", "--inbox", path.join(folder, "in")];
    const terminal = runShare(test, [folder, "--host", "127.0.0.1", "--port", "0", ...inbox]);
    assert.equal(await terminal.exited, 1);
    assert.match(
      terminal.errors,
      /^porchlight: The folder .*in is shared itself, so everybody could get[^\n]*\. Choose/,
    );
  });

  it("says that a port is taken and exits with 1", async (test) => {
    const folder = await folderOf(test);
    const first = await shareFolder(test, folder);
    const terminal = runShare(test, [folder, "--host", "127.0.0.1", "--port", String(first.port)]);
    assert.equal(await terminal.exited, 1);
    assert.equal(terminal.errors, `porchlight: Port ${first.port} is taken by another program. Choose another port.\n`);
  });

  it("says that an address is not this computer's and exits with 1", async (test) => {
    const terminal = runShare(test, [await folderOf(test), "--host", "192.0.2.1", "--port", "0"]);
    assert.equal(await terminal.exited, 1);
    assert.match(terminal.errors, /^porchlight: 192\.0\.2\.1 is no address of this computer\. .*\n$/);
  });

  it("says that a log file cannot be written and exits with 1", async (test) => {
    const folder = await folderOf(test);
    const terminal = runShare(test, [
      folder,
      "--host",
      "127.0.0.1",
      "--port",
      "0",
      "--log-file",
      path.join(folder, "no/log"),
    ]);
    assert.equal(await terminal.exited, 1);
    assert.match(terminal.errors, /^porchlight: The log file .* cannot be written\. .*\n$/);
  });
});

describe("the terminal command", () => {
  it("tells how it is used", async (test) => {
    const terminal = runShare(test, ["--help"]);
    assert.equal(await terminal.exited, 0);
    assert.match(terminal.output, /^Usage: porchlight <folder>/);
    for (const line of terminal.output.split("\n")) assert.ok(line.length <= 100);
  });

  it("tells its version", async (test) => {
    const terminal = runShare(test, ["--version"]);
    assert.equal(await terminal.exited, 0);
    assert.equal(terminal.output, `${packageJson.version}\n`);
  });

  it("says what is shared, where, and how to stop", async (test) => {
    const folder = await folderOf(test);
    const terminal = await shareFolder(test, folder, []);
    await terminal.says(/Press Ctrl\+C to stop\./);
    assert.ok(terminal.output.startsWith(`Sharing ${folder}\n`));
    assert.ok(terminal.output.includes(`  ${terminal.url}  (this computer)\n`));
    assert.doesNotMatch(terminal.output, /\x1b/);
  });

  it("lets 32 operations of disks be under way at once", { skip: process.platform !== "linux" }, async (test) => {
    const { child } = await shareFolder(test, await folderOf(test));
    const threads = `/proc/${child.pid ?? 0}/task`;
    const names = await Promise.all((await readdir(threads)).map((id) => readFile(`${threads}/${id}/comm`, "utf8")));
    assert.equal(names.filter((name) => name === "libuv-worker\n").length, 32);
  });

  it("moves to the next free port where 8080 is taken and none was named, and says so", async (test) => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.once("error", () => resolve()); // taken by somebody else: as good
      other.listen(8080, "127.0.0.1", () => resolve());
    });
    test.after(() => other.close());
    const terminal = runShare(test, [await folderOf(test), "--host", "127.0.0.1"]);
    const [, port] = await terminal.says(/Port 8080 is taken, so this is port (80[0-9]+)\./);
    await terminal.says(new RegExp(`http://127\\.0\\.0\\.1:${port ?? ""}/`));
  });

  it("prints nothing but JSON lines with --log ndjson, the first being where it listens", async (test) => {
    const folder = await folderOf(test, { "a.txt": "a" });
    const terminal = await shareFolder(test, folder);
    const visitor = await RawClient.open(terminal.port);
    await visitor.send(get("/a.txt") + get("/b\x1b[31m.txt", "Connection: close\r\n"));
    await visitor.rest();
    visitor.close();
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    const [listening, ...requests] = eventsOf(terminal.output);
    assert.deepEqual(listening, { event: "listening", folder, urls: [terminal.url] });
    assert.deepEqual(
      requests.map(({ event, id, status }) => [event, id, status]),
      [
        ["request", 1, 200],
        ["request", 2, 400],
      ],
    );
    assert.equal(terminal.errors, "");
  });

  it("says where it listens before all else, also where somebody has waited for it", async (test) => {
    const port = await freePort();
    const args = ["--host", "127.0.0.1", "--port", String(port), "--log", "ndjson"];
    const terminal = runShare(test, [await folderOf(test, { "a.txt": "a" }), ...args]);
    const visitor = await openWhenThere(port);
    await visitor.send(get("/a.txt", "Connection: close\r\n"));
    await visitor.rest();
    visitor.close();
    await terminal.says(/"listening".*\n/);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    assert.deepEqual(
      eventsOf(terminal.output).map(({ event }) => event),
      ["listening", "request"],
    );
  });

  it("says where it listens on its output, as JSON, where the JSON lines of the log go to a file", async (test) => {
    const folder = await folderOf(test, { "a.txt": "a" });
    const file = path.join(await folderOf(test), "log.ndjson");
    const terminal = await shareFolder(test, folder, ["--log", "ndjson", "--log-file", file]);
    await fetch(`${terminal.url}a.txt`);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    assert.deepEqual(eventsOf(terminal.output), [{ event: "listening", folder, urls: [terminal.url] }]);
    assert.deepEqual(
      eventsOf(await readFile(file, "utf8")).map(({ event, target }) => [event, target]),
      [["request", "/a.txt"]],
    );
  });

  for (const log of ["common", "combined"]) {
    it(`prints the log alone on its output with --log ${log}`, async (test) => {
      const terminal = runShare(test, [
        await folderOf(test, { "a.txt": "a" }),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--log",
        log,
      ]);
      const [, port] = await terminal.says(/http:\/\/127\.0\.0\.1:([0-9]+)\//, "errors");
      const visitor = await RawClient.open(Number(port));
      await visitor.send(get("/a.txt", "User-Agent: tester\r\n"));
      await visitor.response();
      visitor.close();
      const line = /^127\.0\.0\.1 - - \[[^\]]+\] "GET \/a\.txt HTTP\/1\.1" 200 1( "-" "tester")?\n$/;
      assert.equal((await terminal.says(line))[1] !== undefined, log === "combined");
    });
  }
});

describe("the terminal command, told to stop", () => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`by ${signal} while nobody is there: exits with 0, all of the log in its file`, async (test) => {
      const folder = await folderOf(test, { "a.txt": "a" });
      const file = path.join(folder, "log");
      const terminal = await shareFolder(test, folder, ["--log", "ndjson", "--log-file", file]);
      const visitor = await RawClient.open(terminal.port);
      await visitor.send(get("/a.txt"));
      await visitor.response();
      terminal.child.kill(signal);
      assert.equal(await terminal.exited, 0);
      assert.deepEqual(
        eventsOf(await readFile(file, "utf8")).map(({ target }) => target),
        ["/a.txt"],
      );
      visitor.close();
    });

    it(`by ${signal} while a file is on its way: sends it whole first`, async (test) => {
      const terminal = await shareFolder(test, await folderOf(test, { "film.webm": Buffer.alloc(24_000_000) }), []);
      const visitor = await RawClient.open(terminal.port);
      visitor.socket.pause();
      await visitor.send(get("/film.webm"));
      await new Promise((resolve) => visitor.socket.once("readable", resolve));
      terminal.child.kill(signal);
      await terminal.says(/Stopping when one transfer is through/);
      visitor.socket.resume();
      assert.equal((await visitor.response()).body.length, 24_000_000);
      assert.equal(await terminal.exited, 0);
    });

    it(`by ${signal} twice: stops at once`, async (test) => {
      const terminal = await shareFolder(test, await folderOf(test, { "film.webm": Buffer.alloc(24_000_000) }), []);
      const visitor = await RawClient.open(terminal.port);
      visitor.socket.pause();
      await visitor.send(get("/film.webm"));
      await new Promise((resolve) => visitor.socket.once("readable", resolve));
      terminal.child.kill(signal);
      await terminal.says(/Stopping when one transfer is through/);
      terminal.child.kill(signal);
      assert.equal(await terminal.exited, 0);
      visitor.close();
    });
  }
});

/** Connects again and again until somebody listens. */
async function openWhenThere(port: number): Promise<RawClient> {
  for (;;) {
    const visitor = await RawClient.open(port).catch(() => undefined);
    if (visitor !== undefined) return visitor;
  }
}
