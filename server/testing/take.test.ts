import assert from "node:assert/strict";
import {
  appendFile,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { settled, until } from "../connection/testing.ts";
import type { RawResponse } from "./raw-client.ts";
import { folderOf, numberedBytes, shareFiles, type Files, type Shared } from "./shared-folder.ts";
import { missing, run, shareFolder } from "./terminal.ts";

const large = 24 * 1024 * 1024;

const files: Files = {
  "Fotos é/größe 😀.bin": numberedBytes(700_000),
  "Fotos é/sub/leer": "",
  "Fotos é/a & b;c'd.txt": "text",
  "Fotos é/.hidden": "hidden",
};

async function ask({ visit }: Shared, method: string, target: string, ...fields: string[]): Promise<RawResponse> {
  const visitor = await visit();
  await visitor.send([`${method} ${target} HTTP/1.1`, "Host: localhost", ...fields, "", ""].join("\r\n"));
  return visitor.response(method);
}

const target = `/${encodeURIComponent("Fotos é")}/?zip`;

async function savedZip(test: TestContext, bytes: Buffer): Promise<string> {
  const file = path.join(await folderOf(test), "a.zip");
  await writeFile(file, bytes);
  return file;
}

describe("a folder as a zip", () => {
  it("has its exact length, a tag and a name before the first byte; HEAD tells the same", async (test) => {
    const shared = await shareFiles(test, files);
    const whole = await ask(shared, "GET", target);
    assert.equal(whole.status, 200);
    assert.equal(whole.field("content-type"), "application/zip");
    assert.equal(whole.field("content-length"), `${whole.body.length}`);
    const name = `attachment; filename="Fotos _.zip"; filename*=UTF-8''Fotos%20%C3%A9.zip`;
    assert.equal(whole.field("content-disposition"), name);
    assert.match(whole.field("etag") ?? "", /^"zip-/);
    const head = await ask(shared, "HEAD", target);
    const withoutDate = (text: string) => text.replace(/\r\nDate: .*/, "");
    assert.equal(withoutDate(head.head), withoutDate(whole.head));
    assert.equal((await ask(shared, "GET", target, `If-None-Match: ${whole.field("etag") ?? ""}`)).status, 304);
  });

  const tools = [
    { program: "unzip", args: ["-tq"] },
    { program: "zipinfo", args: ["-v"] },
    { program: "7z", args: ["t"] },
    { program: "python3", args: ["-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())"] },
  ];
  for (const { program, args } of tools) {
    it(`is sound to ${program}`, async (test) => {
      const reason = await missing(program);
      if (reason !== false) {
        test.skip(reason);
        return;
      }
      const shared = await shareFiles(test, files);
      const zip = await savedZip(test, (await ask(shared, "GET", target)).body);
      const { status, output, errors } = await run(program, [...args, zip]);
      assert.equal(status, 0, output + errors);
    });
  }

  it("unpacks to the same files, names and dates included", async (test) => {
    const reason = await missing("unzip");
    if (reason !== false) {
      test.skip(reason);
      return;
    }
    const shared = await shareFiles(test, files);
    const zip = await savedZip(test, (await ask(shared, "GET", target)).body);
    const folder = path.dirname(zip);
    // it makes names anew where the system's language has no word for their characters
    await run("env", ["LC_ALL=C.UTF-8", "unzip", "-q", zip, "-d", folder]);
    for (const name of Object.keys(files).filter((one) => !one.endsWith(".hidden"))) {
      assert.ok((await readFile(path.join(folder, name))).equals(await readFile(path.join(shared.folder, name))), name);
      const times = [await stat(path.join(folder, name)), await stat(path.join(shared.folder, name))];
      const [unpacked, original] = times.map(({ mtimeMs }) => Math.floor(mtimeMs / 1000));
      assert.equal(unpacked, original);
    }
    assert.match(await readFile(path.join(folder, "Fotos é/_not included.txt"), "utf8"), /1 name .* is hidden/);
  });

  it("any range is the slice of the whole; several at once get the whole", async (test) => {
    const shared = await shareFiles(test, files);
    const { body: whole } = await ask(shared, "GET", target);
    const ends = [0, 1, 29, 30, 60, 61, 500, 262_143, 262_144, 500_000, 700_000, whole.length - 100, whole.length - 1];
    for (const first of ends) {
      const last = Math.min(first + 300_000, whole.length - 1);
      const part = await ask(shared, "GET", target, `Range: bytes=${first}-${last}`);
      assert.equal(part.status, 206);
      assert.equal(part.field("content-range"), `bytes ${first}-${last}/${whole.length}`);
      assert.ok(part.body.equals(whole.subarray(first, last + 1)), `${first}`);
    }
    assert.equal((await ask(shared, "GET", target, `Range: bytes=${whole.length}-`)).status, 416);
    assert.equal((await ask(shared, "GET", target, "Range: bytes=0-0,5-6")).status, 200);
  });

  it("If-Range resumes an unchanged tree, and starts anew with a changed one", async (test) => {
    const shared = await shareFiles(test, files);
    const etag = (await ask(shared, "HEAD", target)).field("etag") ?? "";
    const resume = () => ask(shared, "GET", target, "Range: bytes=1000-", `If-Range: ${etag}`);
    assert.equal((await resume()).status, 206);
    await writeFile(path.join(shared.folder, "Fotos é/new.txt"), "new");
    assert.equal((await resume()).status, 200);
  });

  it("names choose what is in it, by query or by form, for a folder page of any length", async (test) => {
    const reason = await missing("zipinfo");
    const shared = await shareFiles(test, files);
    const name = encodeURIComponent("a & b;c'd.txt");
    const one = await ask(shared, "GET", `${target}&name=${name}`);
    assert.equal(one.field("content-disposition"), `attachment; filename="a & b;c'd.txt.zip"`);
    const visitor = await shared.visit();
    const body = `name=${name}&name=sub&name=gone`;
    const type = "Content-Type: application/x-www-form-urlencoded";
    await visitor.send(
      `POST ${target} HTTP/1.1\r\nHost: localhost\r\n${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const chosen = await visitor.response();
    assert.equal(chosen.status, 200);
    if (reason !== false) return;
    const { output } = await run("zipinfo", ["-1", await savedZip(test, chosen.body)]);
    assert.deepEqual(output.trim().split("\n"), ["a & b;c'd.txt", "sub/", "sub/leer", "_not included.txt"]);
  });

  it("is sound where files differ in nothing but their content and their place", async (test) => {
    const reason = await missing("unzip");
    if (reason !== false) {
      test.skip(reason);
      return;
    }
    const shared = await shareFiles(test, { "a/x.txt": "one", "b/x.txt": "two" });
    const packed = new Date("1985-10-26T08:15:00Z"); // as in all packages of npm
    const take = async (folder: string) => {
      const zip = (await ask(shared, "GET", `/${folder}/?zip&name=x.txt`)).body;
      const { status, output } = await run("unzip", ["-tq", await savedZip(test, zip)]);
      assert.equal(status, 0, output);
    };
    for (const folder of ["a", "b"]) await utimes(path.join(shared.folder, folder, "x.txt"), packed, packed);
    await take("a");
    await take("b");
    await writeFile(path.join(shared.folder, "a/x.txt"), "six");
    await utimes(path.join(shared.folder, "a/x.txt"), packed, packed);
    await take("a");
  });

  it("says that nothing is selected where a form selects nothing, to a browser by a page that leads back", async (test) => {
    const shared = await shareFiles(test, files);
    const type = "Content-Type: application/x-www-form-urlencoded";
    for (const [accept, contentType] of [
      ["text/html,*/*;q=0.8", "text/html; charset=utf-8"],
      ["*/*", "text/plain; charset=utf-8"],
    ] as const) {
      const visitor = await shared.visit();
      const fields = ["Host: localhost", type, "Content-Length: 0", `Accept: ${accept}`];
      await visitor.send(`POST ${target} HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n`);
      const response = await visitor.response();
      assert.deepEqual([response.status, response.field("content-type")], [400, contentType]);
      assert.match(response.body.toString(), /Nothing is selected\./);
      assert.equal(response.field("x-content-type-options"), "nosniff");
      assert.equal(response.body.includes('<a href="./">'), contentType.startsWith("text/html"));
    }
  });

  it("refuses what is not there or not shared, and leaves other queries alone", async (test) => {
    const shared = await shareFiles(test, { "a.txt": "a", ".git/config": "" });
    await symlink("/etc", path.join(shared.folder, "out"));
    for (const path of ["/gone/?zip", "/.git/?zip", "/out/?zip", "/?zip&name=.git"]) {
      assert.equal((await ask(shared, "GET", path)).status, 404, path);
    }
    const page = await ask(shared, "GET", "/?zip&name=gone", "Accept: text/html");
    assert.match(page.body.toString(), /There is nothing at this address/);
    assert.equal((await ask(shared, "GET", "/a.txt?zip")).body.toString(), "a");
    for (const target of ["/?zipper", "/?zip=94110"]) {
      assert.match((await ask(shared, "GET", target)).field("content-type") ?? "", /html/, target);
    }
    assert.equal((await ask(shared, "PUT", "/?zip")).status, 405);
  });
});

/** A zip of a large file that has begun, and stands still because its visitor does not read. */
async function stalledZip(test: TestContext) {
  const shared = await shareFiles(test, { "a.bin": numberedBytes(large), "b.txt": "b" });
  const visitor = await shared.visit();
  visitor.socket.pause();
  await visitor.send("GET /?zip HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await until(() => shared.share.counters.bytesSent > 0);
  await settled(() => shared.share.counters.bytesSent);
  return { shared, visitor };
}

describe("a tree that changes while it is zipped", () => {
  const changes: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
    "the file that is being sent grows": (folder) => appendFile(path.join(folder, "a.bin"), "more"),
    "it becomes shorter": (folder) => truncate(path.join(folder, "a.bin"), 1000),
    "its content changes in place": async (folder) => {
      const file = await open(path.join(folder, "a.bin"), "r+");
      await file.write("x", large - 1);
      await file.close();
    },
    "a later file changes": (folder) => writeFile(path.join(folder, "b.txt"), "c"),
    "a later file is gone": (folder) => rm(path.join(folder, "b.txt")),
    "a later file becomes a symlink that leads out": async (folder) => {
      await rm(path.join(folder, "b.txt"));
      await symlink("/etc/hostname", path.join(folder, "b.txt"));
    },
    "a later file becomes a folder": async (folder) => {
      await rename(path.join(folder, "b.txt"), path.join(folder, "c.txt"));
      await mkdir(path.join(folder, "b.txt"));
    },
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`${what}: the transfer is aborted, never corrupted`, async (test) => {
      const { shared, visitor } = await stalledZip(test);
      await change(shared.folder);
      visitor.socket.resume();
      await assert.rejects(visitor.response());
      await until(() => shared.share.counters.ended === 1);
      const [record] = shared.share.log.newest();
      assert.equal(record?.outcome, "failed");
      assert.match(record.reason, /changed|shorter|no such file|leads out|regular/);
    });
  }

  it("a visitor who leaves leaves nothing open", async (test) => {
    const { shared, visitor } = await stalledZip(test);
    visitor.reset();
    await until(() => shared.share.counters.ended === 1 && shared.share.counters.transfers === 0);
    assert.equal((await ask(shared, "GET", "/b.txt")).body.toString(), "b");
  });
});

describe("curl -C -", () => {
  it("resumes a zip at any offset to the same bytes", async (test) => {
    const reason = await missing("curl");
    if (reason !== false) {
      test.skip(reason);
      return;
    }
    const shared = await shareFiles(test, files);
    const { body: whole } = await ask(shared, "GET", target);
    const url = `http://127.0.0.1:${shared.port}${target}`;
    for (const offset of [1, 40, 5000, 262_144, 600_000, 700_100, whole.length - 22, whole.length - 1]) {
      const file = await savedZip(test, whole.subarray(0, offset));
      const { status, errors } = await run("curl", ["-sS", "-C", "-", "-o", file, url]);
      assert.equal(status, 0, errors);
      assert.ok((await readFile(file)).equals(whole), `${offset}`);
    }
  });
});

describe("?download", () => {
  it("saves a file under its own name, whatever its type, in parts as well", async (test) => {
    const shared = await shareFiles(test, { 'a "b" é.html': "<p>", "sub/index.html": "<p>" });
    const address = `/${encodeURIComponent('a "b" é.html')}`;
    const name = `attachment; filename="a _b_ _.html"; filename*=UTF-8''a%20%22b%22%20%C3%A9.html`;
    assert.equal((await ask(shared, "GET", `${address}?download`)).field("content-disposition"), name);
    assert.equal(
      (await ask(shared, "GET", `${address}?download`, "Range: bytes=0-0")).field("content-disposition"),
      name,
    );
    assert.equal((await ask(shared, "GET", address)).field("content-disposition"), undefined);
    assert.equal((await ask(shared, "GET", "/sub/?download")).field("content-disposition"), undefined);
    assert.equal((await ask(shared, "GET", "/gone?download")).field("content-disposition"), undefined);
  });
});

/** The most memory that a process ever had, in MiB. */
async function peakOf(process: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${process ?? 0}/status`, "utf8");
  return Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) / 1024;
}

describe("a zip of more than memory", () => {
  it("takes none of it: half a GiB of a sparse file passes with less than 64 MiB more", async (test) => {
    const reason = process.platform === "linux" ? await missing("curl") : "only Linux tells a process's peak";
    if (reason !== false) {
      test.skip(reason);
      return;
    }
    const folder = await folderOf(test, { "a.txt": "a" });
    const file = await open(path.join(folder, "sparse.bin"), "w");
    await file.truncate(50 * 1024 ** 3);
    await file.close();
    const server = await shareFolder(test, folder);
    const take = (last: number) => run("curl", ["-sS", "-o", "/dev/null", "-r", `0-${last}`, `${server.url}?zip`]);
    await take(1024 ** 2);
    const before = await peakOf(server.child.pid);
    assert.equal((await take(512 * 1024 ** 2)).errors, "");
    const more = (await peakOf(server.child.pid)) - before;
    test.diagnostic(`${Math.round(more)} MiB more at the most`);
    assert.ok(more < 64);
  });
});
