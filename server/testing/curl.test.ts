import assert from "node:assert/strict";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { folderOf, numberedBytes, type CleanUps } from "./shared-folder.ts";
import { eventsOf, missing, run, shareFolder, type Terminal } from "./terminal.ts";

const skip = await missing("curl");
const size = 3_000_000;
const content = numberedBytes(size);

/** Spellings of ways out of a folder; none of them may lead to a file beside the share or to one of the system. */
const waysOut = [
  ...["..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "..%00", "...", "..;", "..%20", "..%09", "..%5c", "..\\"],
  ...[
    "%252e%252e",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%uff0e%uff0e",
    "%u002e%u002e",
    "..%c0%af",
    "..%2f",
    "..%252f",
  ],
  ...["%2e%2e%2f", "%2e%2e%5c", "..%255c", "..%ff", "..%ef%bc%8f", "%ef%bc%8e%ef%bc%8e", "folder/..", "folder/%2e%2e"],
];
const traversals = [
  ...waysOut.flatMap((way) => [`/${way}/secret.txt`, `/${`${way}/`.repeat(8)}etc/passwd`]),
  ...["//etc/passwd", "/%2fetc/passwd", "/%2f%2fetc%2fpasswd", "/./../secret.txt", "/folder//../../secret.txt"],
  ...["/\\..\\secret.txt", "/C:/secret.txt", "/file:///etc/passwd", "/folder/../..//secret.txt", "/?/../secret.txt"],
  ...["/out.txt", "/out/secret.txt", "/out/", "/shared-secrets/secret.txt", "/../shared-secrets/secret.txt"],
];

describe("curl", { skip }, () => {
  let terminal: Terminal & { url: string };
  let scratch = "";
  const cleanUps: (() => unknown)[] = [];
  const test: CleanUps = { after: (cleanUp) => void cleanUps.push(cleanUp) };

  before(async () => {
    scratch = await folderOf(test, {
      "share/film.bin": content,
      "share/folder/a.txt": "a",
      "share/index.html": "home",
      "secret.txt": "SECRET",
      "share-secrets/secret.txt": "SECRET",
    });
    await symlink("../secret.txt", path.join(scratch, "share/out.txt"));
    await symlink("..", path.join(scratch, "share/out"));
    await mkdir(path.join(scratch, "got"));
    terminal = await shareFolder(test, path.join(scratch, "share"));
  });
  after(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  const got = (name: string) => path.join(scratch, "got", name);
  const curl = (...args: string[]) => run("curl", ["--silent", "--show-error", "--max-time", "20", ...args]);

  it("gets a file whole", async () => {
    const { status } = await curl("--output", got("whole"), `${terminal.url}film.bin`);
    assert.equal(status, 0);
    assert.ok((await readFile(got("whole"))).equals(content));
  });

  for (const [range, first, end] of [
    ["0-99", 0, 100],
    ["1000-1999", 1000, 2000],
    ["-500", size - 500, size],
    ["2999000-", 2_999_000, size],
  ] as const) {
    it(`gets a range: ${range}`, async () => {
      await curl("--range", range, "--output", got(range), `${terminal.url}film.bin`);
      assert.ok((await readFile(got(range))).equals(content.subarray(first, end)));
    });
  }

  it("gets several ranges as parts", async () => {
    const { output } = await curl("--include", "--range", "0-3,8-11", `${terminal.url}film.bin`);
    assert.match(output, /^HTTP\/1\.1 206 /);
    assert.match(output, /Content-Range: bytes 0-3\/3000000[^]*Content-Range: bytes 8-11\/3000000/);
  });

  it("resumes what was broken off", async () => {
    await writeFile(got("part"), content.subarray(0, 1_234_567));
    const { status } = await curl("--continue-at", "-", "--output", got("part"), `${terminal.url}film.bin`);
    assert.equal(status, 0);
    assert.ok((await readFile(got("part"))).equals(content));
  });

  it("resumes what is whole already without harm", async () => {
    await writeFile(got("complete"), content);
    await curl("--continue-at", "-", "--output", got("complete"), `${terminal.url}film.bin`);
    assert.ok((await readFile(got("complete"))).equals(content));
  });

  it("speaks HTTP/1.0, which closes", async () => {
    const { output } = await curl("--http1.0", "--include", `${terminal.url}folder/a.txt`);
    assert.match(output, /^HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n\r\na$/);
  });

  it("keeps its connection over several files", async () => {
    const { errors } = await curl(
      "--verbose",
      `${terminal.url}folder/a.txt`,
      `${terminal.url}index.html`,
      `${terminal.url}missing`,
    );
    assert.equal(errors.match(/Re-using existing connection/g)?.length, 2);
  });

  it("gets the fields alone with HEAD, and no more", async () => {
    const { status, output } = await curl("--head", `${terminal.url}film.bin`);
    assert.equal(status, 0);
    assert.match(output, /Content-Length: 3000000\r\n/);
  });

  it("asks for an upload and hears at once that it is not wanted, without its second of waiting", async () => {
    const args = [
      "--include",
      "--expect100-timeout",
      "15",
      "--header",
      "Expect: 100-continue",
      "--upload-file",
      got("whole"),
    ];
    const { status, output } = await curl("--max-time", "10", ...args, `${terminal.url}upload`);
    assert.equal(status, 0);
    assert.match(output, /^HTTP\/1\.1 405 /);
  });

  it("uploads a long body that nobody wants, and hears of it", async () => {
    const { status, output } = await curl(
      "--write-out",
      "%{http_code}",
      "--header",
      "Expect:",
      "--data-binary",
      `@${got("whole")}`,
      terminal.url,
    );
    assert.equal(status, 0);
    assert.match(output, /405$/);
  });

  it("asks conditionally and hears that its copy is good", async () => {
    await curl("--etag-save", got("etag"), "--output", got("whole"), `${terminal.url}film.bin`);
    const { output } = await curl(
      "--etag-compare",
      got("etag"),
      "--write-out",
      "%{http_code}",
      `${terminal.url}film.bin`,
    );
    assert.equal(output, "304");
  });

  it(`finds no way out of the share, spelt in ${traversals.length} ways`, async () => {
    const config = traversals.map(
      (target) => `next\nurl = "${terminal.url.slice(0, -1)}${target.replaceAll("\\", "\\\\")}"`,
    );
    const options = 'path-as-is\nsilent\ngloboff\nwrite-out = "\\n%{http_code} %{url}\\n"';
    await writeFile(
      got("config"),
      config
        .map((lines) => `${lines}\n${options}`)
        .join("\n")
        .replace("next\n", ""),
    );
    const { output } = await run("curl", ["--config", got("config")]);
    assert.equal(output.match(/^[0-9]{3} http/gm)?.length, traversals.length);
    assert.doesNotMatch(output, /SECRET|root:/);
    assert.doesNotMatch(output, /^(?:200|5[0-9]{2}|000) (?!.*\?)/m);
  });

  it("left a record of each request, none of them a failure", async () => {
    terminal.child.kill("SIGTERM");
    await terminal.exited;
    const outcomes = eventsOf(terminal.output)
      .filter(({ event }) => event === "request")
      .map(({ outcome }) => outcome);
    assert.ok(outcomes.length > traversals.length);
    assert.deepEqual(new Set(outcomes), new Set(["complete", "refused"]));
  });
});

describe("wget", { skip: await missing("wget") }, () => {
  it("mirrors a share by its listings, names of any kind", async (test) => {
    const names = [
      "plain.txt",
      "with blank.txt",
      "ä€😀.txt",
      "100%.txt",
      "a+b&c=d.txt",
      "quote'\".txt",
      "semi;colon.txt",
    ];
    const files = Object.fromEntries(
      names.flatMap((name) => [
        [name, name],
        [`folder of/${name}`, name],
      ]),
    );
    const { url } = await shareFolder(test, await folderOf(test, files));
    const mirror = await folderOf(test);
    const options = ["--quiet", "--recursive", "--no-host-directories", "--restrict-file-names=nocontrol", "--tries=1"];
    const { status } = await run("wget", [...options, "--directory-prefix", mirror, url]);
    assert.equal(status, 0);
    for (const [name, text] of Object.entries(files))
      assert.equal(await readFile(path.join(mirror, name), "utf8"), text);
    const all = await readdir(mirror, { recursive: true });
    // or each file would come again with every folder that it is in, and each listing in every order
    assert.deepEqual(
      all.filter((name) => /zip|sort=|order=/.test(name)),
      [],
    );
  });

  it("goes on with what was broken off", async (test) => {
    const { url } = await shareFolder(test, await folderOf(test, { "film.bin": content }));
    const folder = await folderOf(test, { "film.bin": content.subarray(0, 999_999) });
    const { status } = await run("wget", ["--quiet", "--continue", "--directory-prefix", folder, `${url}film.bin`]);
    assert.equal(status, 0);
    assert.ok((await readFile(path.join(folder, "film.bin"))).equals(content));
  });
});

describe("lftp", { skip: await missing("lftp") }, () => {
  it("mirrors a share, and takes what its pages are drawn with for none of the files", async (test) => {
    const files = { "a b.txt": "a", "folder/ä#?%.txt": "b", "12:30.txt": "c" };
    const { url } = await shareFolder(test, await folderOf(test, files));
    const mirror = await folderOf(test);
    const { status, errors } = await run("lftp", ["--norc", "-c", `mirror ${url} ${mirror}`]);
    assert.deepEqual([status, errors], [0, ""]);
    const all = await readdir(mirror, { recursive: true });
    assert.deepEqual(all.sort(), [...Object.keys(files), "folder"].sort());
  });
});
