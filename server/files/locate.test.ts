import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { locate } from "./locate.ts";
import { refusalOf as refusalOfName } from "./names.ts";
import { namesBelow, openRoot, refusalOfReal, type Root } from "./root.ts";
import { allClosed, plant, plantRoot, refusalOf, temporaryFolder, withoutPrivilege } from "./testing.ts";

/** What names lead to: a file's content, or where a folder is below the root. */
async function find(root: Root, names: readonly string[]): Promise<string> {
  const located = await locate(root, names);
  if (located.kind === "folder") return `/${path.relative(root.path, located.path)}`;
  const bytes = await located.file.readWhole();
  located.file.release();
  return bytes?.toString("latin1") ?? "";
}

const tree = {
  "a.txt": "inside a",
  "folder/b.txt": "inside b",
  "folder/deep/c.txt": "inside c",
  ".hidden/d.txt": "inside d",
  ".e.txt": "inside e",
  "to-file": { symlink: "folder/b.txt" },
  "to-folder": { symlink: "folder" },
  "to-absolute": { symlink: "" },
  chain: { symlink: "to-file" },
  "folder/up": { symlink: ".." },
  out: { symlink: "../outside" },
  "out-file": { symlink: "../outside/secret.txt" },
  "out-chain": { symlink: "out-file" },
  "out-sibling": { symlink: "../share-too" },
  "out-up": { symlink: "folder/up/../outside" },
  "out-root": { symlink: "/" },
  "out-missing": { symlink: "../nothing" },
  "to-hidden": { symlink: ".e.txt" },
  "to-hidden-folder": { symlink: ".hidden" },
  dangling: { symlink: "nothing" },
  loop: { symlink: "loop-2" },
  "loop-2": { symlink: "loop" },
} as const;

describe("names, followed into a share", () => {
  let root: Root;
  let clean: () => Promise<void> = () => Promise.resolve();
  before(async () => {
    const folder = await temporaryFolder({ after: (fn) => (clean = fn) });
    await plant(folder, {
      "outside/secret.txt": "outside",
      "outside/.e.txt": "outside",
      "share-too/secret.txt": "outside",
      "share/": "",
    });
    await plant(path.join(folder, "share"), { ...tree, "to-absolute": { symlink: path.join(folder, "share/a.txt") } });
    root = await openRoot(path.join(folder, "share"), false);
  });
  after(() => clean());

  for (const [names, found, rule] of [
    [[], "/", "lead to the share itself"],
    [["a.txt"], "inside a", "lead to a file"],
    [["folder"], "/folder", "lead to a folder"],
    [["folder", "deep", "c.txt"], "inside c", "lead down"],
    [["to-file"], "inside b", "follow a symlink to a file inside"],
    [["to-folder", "b.txt"], "inside b", "follow a symlink to a folder inside"],
    [["to-absolute"], "inside a", "follow an absolute symlink inside"],
    [["chain"], "inside b", "follow a chain of symlinks inside"],
    [["folder", "up", "a.txt"], "inside a", "follow a symlink up, inside"],
  ] as const) {
    it(rule, async () => assert.equal(await find(root, names), found));
  }

  for (const [names, status, reason] of [
    [["nothing"], 404, "no such file or folder"],
    [["folder", "nothing", "b.txt"], 404, "no such file or folder"],
    [["A.TXT"], 404, "no such file or folder"],
    [["a.txt", "b"], 404, "a file is no folder"],
    [["x".repeat(300)], 404, "the name is longer than the disk allows"],
    [["folder", "", "b.txt"], 404, "an empty name in the path"],
    [[".e.txt"], 404, "hidden because its name starts with a dot"],
    [[".hidden", "d.txt"], 404, "hidden because its name starts with a dot"],
    [["folder", "..", "a.txt"], 404, "hidden because its name starts with a dot"],
    [["to-hidden"], 404, "hidden because the name it leads to starts with a dot"],
    [["to-hidden-folder", "d.txt"], 404, "hidden because the name it leads to starts with a dot"],
    [["out"], 404, "the symlink leads out of the share"],
    [["out", "secret.txt"], 404, "the symlink leads out of the share"],
    [["out-file"], 404, "the symlink leads out of the share"],
    [["out-chain"], 404, "the symlink leads out of the share"],
    [["out-sibling", "secret.txt"], 404, "the symlink leads out of the share"],
    [["out-up", "secret.txt"], 404, "the symlink leads out of the share"],
    [["out-root", "etc", "passwd"], 404, "the symlink leads out of the share"],
    [["out-missing"], 404, "no such file or folder"],
    [["dangling"], 404, "no such file or folder"],
    [["loop"], 404, "the symlink leads in a circle"],
  ] as const) {
    it(`are refused: /${names.join("/").slice(0, 40)}, for ${reason}`, async () => {
      assert.deepEqual(await refusalOf(locate(root, names)), [status, reason]);
    });
  }

  it("never lead outside, whatever they are", async () => {
    const known = Object.keys(tree).flatMap((name) => name.split("/"));
    const name = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...known, "secret.txt", "outside", "share", "share-too") },
      { weight: 2, arbitrary: fc.constantFrom("..", ".", "", "...", "a.txt\0", "..\\outside", "etc", "x".repeat(300)) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }).filter((text) => !/[/\0]/.test(text)) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 5 }), async (names) => {
        let found: string;
        try {
          found = await find(root, names);
        } catch (error) {
          if (names.some((part) => part.includes("\0"))) return; // never decoded from a target
          assert.equal((await refusalOf(Promise.reject(error as Error)))[0], 404);
          return;
        }
        assert.match(found, /^(inside|\/(?!\.\.))/);
      }),
      { numRuns: 400 },
    );
    await allClosed(root.path);
  });
});

describe("what is no regular file", () => {
  it("is refused without being opened: a FIFO", async (t) => {
    const root = await plantRoot(t, {});
    execFileSync("mkfifo", [path.join(root.path, "fifo")]);
    assert.deepEqual(await refusalOf(locate(root, ["fifo"])), [403, "only regular files are shared"]);
  });

  it("is refused: a socket", async (t) => {
    const root = await plantRoot(t, {});
    const server = createServer().listen(path.join(root.path, "socket"));
    t.after(() => server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    assert.deepEqual(await refusalOf(locate(root, ["socket"])), [403, "only regular files are shared"]);
  });

  it("is refused: a device, through a symlink", async (t) => {
    const root = await plantRoot(t, { null: { symlink: "/dev/null" } });
    assert.equal((await refusalOf(locate(root, ["null"])))[0], 404);
  });
});

describe("what the disk does not allow reading", () => {
  it("is refused with 403, a file and what is in a folder", async (t) => {
    const root = await plantRoot(t, { "a.txt": "a", "closed/b.txt": "b" });
    execFileSync("chmod", ["-R", "a=", path.join(root.path, "a.txt"), path.join(root.path, "closed")]);
    execFileSync("chmod", ["a+rx", root.path, path.dirname(root.path)]);
    const isTried = await withoutPrivilege(async () => {
      assert.deepEqual(await refusalOf(locate(root, ["a.txt"])), [403, "the disk does not allow reading it"]);
      assert.deepEqual(await refusalOf(locate(root, ["closed", "b.txt"])), [403, "the disk does not allow reading it"]);
    });
    if (!isTried) t.skip("there are no users here");
  });
});

describe("dotfiles", () => {
  it("are shared where the owner asked for it", async (t) => {
    const root = await plantRoot(t, { ".a/.b": "inside", to: { symlink: ".a/.b" } }, true);
    assert.equal(await find(root, [".a", ".b"]), "inside");
    assert.equal(await find(root, ["to"]), "inside");
  });
  it("do not hide a share that itself lies in a hidden folder", async (t) => {
    const folder = await temporaryFolder(t);
    await plant(folder, { ".home/share/a.txt": "inside" });
    assert.equal(await find(await openRoot(path.join(folder, ".home/share"), false), ["a.txt"]), "inside");
  });
});

describe("a real path", () => {
  const below = (real: string, share: string) => namesBelow({ path: share }, real);
  for (const [real, names, share] of [
    ["/srv/share", [], "/srv/share"],
    ["/srv/share/a/b", ["a", "b"], "/srv/share"],
    ["/srv/share/..a", ["..a"], "/srv/share"],
    ["/etc", ["etc"], "/"],
    ["/srv/share-too", undefined, "/srv/share"],
    ["/srv/shar", undefined, "/srv/share"],
    ["/srv", undefined, "/srv/share"],
    ["/", undefined, "/srv/share"],
    ["/etc/passwd", undefined, "/srv/share"],
  ] as const) {
    it(`${real} is ${names === undefined ? "outside" : "inside"} ${share}`, () => {
      assert.deepEqual(below(real, share), names);
      if (names === undefined) {
        const root: Root = { path: share, dotfiles: true, platform: "linux" };
        assert.equal(refusalOfReal(root, real), "the symlink leads out of the share");
      }
    });
  }

  for (const name of [
    ".porchlight",
    `.porchlight-${"a".repeat(22)}.part`,
    "$RECYCLE.BIN",
    "System Volume Information",
  ]) {
    it(`is judged by every rule, whatever name led to it: ${name}`, () => {
      const root: Root = { path: "/srv/share", dotfiles: true, platform: "darwin" };
      assert.equal(typeof refusalOfName(name, root), "string");
      assert.equal(refusalOfReal(root, `/srv/share/${name}/a`), refusalOfName(name, root));
    });
  }

  it("of a share behind symlinks is found once, when it is opened", async (t) => {
    const folder = await temporaryFolder(t);
    await mkdir(path.join(folder, "real"));
    await writeFile(path.join(folder, "real", "a.txt"), "inside");
    await symlink("real", path.join(folder, "share"));
    const root = await openRoot(path.join(folder, "share"), false);
    assert.equal(root.path, path.join(folder, "real"));
    assert.equal(await find(root, ["a.txt"]), "inside");
  });
});
