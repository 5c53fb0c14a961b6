import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { promisify } from "node:util";
import { Checksums } from "./checksums.ts";
import { ZipLayout } from "./zip-layout.ts";
import { localHeaderLength, type ZipEntry } from "./zip-records.ts";
import { ZipStream, type Contents } from "./zip-stream.ts";

const run = promisify(execFile);
const gibibyte = 1024 ** 3;

/** Contents of zeros. */
const zeros: Contents = {
  open: () =>
    Promise.resolve({
      read: (target) => Promise.resolve(target.fill(0).length),
      check: () => Promise.resolve(),
      close: () => undefined,
    }),
};

/** A zip on the disk whose contents are holes: only what stands around them is made. */
async function sparseZip(test: TestContext, entries: readonly ZipEntry[]): Promise<string> {
  const layout = new ZipLayout();
  for (const entry of entries) layout.add(entry);
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  test.after(() => rm(folder, { recursive: true }));
  const location = path.join(folder, "large.zip");
  const file = await open(location, "w");
  // What is not sent is not read either, for its checksum is known, rightly or not.
  const checksums = new Checksums(entries.length);
  for (const [index, { size }] of entries.entries()) if (size >= gibibyte) checksums.keep(index, 0x12345678);
  let from = 0;
  const write = async (end: number) => {
    for await (const piece of new ZipStream(layout, zeros, checksums, { first: from, last: end - 1 })) {
      from += (await file.write(Buffer.from(piece), 0, piece.length, from)).bytesWritten;
    }
  };
  for (const [index, entry] of entries.entries()) {
    if (entry.size < gibibyte) continue;
    const content = layout.offsetOf(index) + localHeaderLength(entry);
    await write(content);
    from = content + entry.size;
  }
  await write(layout.length);
  await file.close();
  return location;
}

async function has(test: TestContext, program: string): Promise<boolean> {
  const isThere = await run("sh", ["-c", `command -v ${program}`]).then(
    () => true,
    () => false,
  );
  if (!isThere) test.skip(`${program} is not installed`);
  return isThere;
}

const list =
  "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print([[i.filename, i.file_size, i.header_offset] for i in z.infolist()])";

describe("a zip beyond 4 GiB", () => {
  const five = 5 * gibibyte;
  const entries: ZipEntry[] = [
    { name: "a.bin", size: five, modified: 1e12 },
    { name: "b.bin", size: five, modified: 1e12 },
    { name: "c.txt", size: 3, modified: 1e12 },
  ];

  it("is read by Python and zipinfo, sizes and places included", async (test) => {
    if (!(await has(test, "python3")) || !(await has(test, "zipinfo"))) return;
    const zip = await sparseZip(test, entries);
    const { stdout } = await run("python3", ["-c", list, zip]);
    const second = 30 + 5 + 9 + 20 + five + 24;
    assert.equal(stdout.trim(), `[['a.bin', ${five}, 0], ['b.bin', ${five}, ${second}], ['c.txt', 3, ${2 * second}]]`);
    const small = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('c.txt'))";
    assert.equal((await run("python3", ["-c", small, zip])).stdout.trim(), String.raw`b'\x00\x00\x00'`);
    assert.match((await run("zipinfo", [zip])).stdout, /3 files, 10737418243 bytes uncompressed/);
  });

  it("a file of exactly 4 GiB less one byte is beyond it as well", () => {
    const layout = new ZipLayout();
    layout.add({ name: "a", size: 0xffff_fffe, modified: 0 });
    layout.add({ name: "b", size: 0xffff_ffff, modified: 0 });
    assert.equal(layout.offsetOf(1), 30 + 1 + 9 + 0xffff_fffe + 16);
    assert.equal(layout.directory.offset - layout.offsetOf(1), 30 + 1 + 9 + 20 + 0xffff_ffff + 24);
  });
});

describe("a zip of more than 65,535 entries", () => {
  for (const count of [65_534, 65_535]) {
    it(`${count}: unzip, Python and 7z see them all`, async (test) => {
      const entries = Array.from({ length: count }, (_, at): ZipEntry => ({
        name: `${at}`,
        size: 0,
        modified: at * 1e7,
      }));
      const zip = await sparseZip(test, entries);
      if (await has(test, "unzip")) await run("unzip", ["-tqq", zip]);
      if (await has(test, "7z")) assert.match((await run("7z", ["t", zip])).stdout, new RegExp(`Files: ${count}`));
      if (!(await has(test, "python3"))) return;
      const counted = "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).infolist()))";
      assert.equal((await run("python3", ["-c", counted, zip])).stdout.trim(), `${count}`);
    });
  }
});
