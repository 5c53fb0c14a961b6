import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { DiskThread } from "../files/disk-thread.ts";
import { plantRoot, refusalOf } from "../files/testing.ts";
import { Later, type Answer } from "../http/handler.ts";
import type { Response } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { topFolderOf, ZipShare } from "./zip-share.ts";

async function settled(given: Answer | Promise<Answer>): Promise<Response> {
  const answer = await given;
  return answer instanceof Later ? settled(answer.response) : answer;
}

/** A share of three files, called Photos, of which a zip may hold so many. */
async function zipsOf(test: TestContext, entries: number, entriesAtOnce = 99) {
  const root = await plantRoot(test, { "a.txt": "a", "b.txt": "b", "c.txt": "c" });
  const disk = new DiskThread();
  test.after(() => disk.close());
  const zips = new ZipShare(root, disk, { title: "Photos", entries, entriesAtOnce, forms: 16 });
  const handler = zips.middleware(() => assert.fail("not for a zip"));
  return (target: string, fields?: readonly string[], method?: string) =>
    settled(handler(requestFor(target, fields, method)));
}

describe("the folder that all in a zip lies in", () => {
  const rules = [
    { title: "Photos", name: "Photos", rule: "is called as the shared one" },
    { title: "a:b\\c", name: "a:b\\c", rule: "also where that has an odd name" },
    { title: "D:\\", name: "D", rule: "has the letter of a disk that is shared whole" },
    { title: "/", name: "disk", rule: "has a name where the disk has none" },
  ];
  for (const { title, name, rule } of rules) {
    it(`${rule}: ${title}`, () => assert.equal(topFolderOf(title), name));
  }
});

describe("a zip", () => {
  it("is refused where it would hold more than it may, and can be had in parts", async (test) => {
    const ask = await zipsOf(test, 2);
    const { status, body } = await ask("/?zip");
    assert.ok(body.kind === "bytes");
    assert.equal(status, 413);
    assert.match(body.bytes.toString(), /^No zip: .*2.*\. Choose fewer at a time\.\n$/);
    assert.equal((await ask("/?zip&name=a.txt&name=b.txt")).status, 200);
  });

  for (const type of ["text/plain", "multipart/form-data; boundary=x", "x-application/x-www-form-urlencoded"]) {
    it(`is chosen by no other form than an urlencoded one: ${type}`, async (test) => {
      const ask = await zipsOf(test, 99);
      const refusal = [415, "the names of a zip come as a form, urlencoded"];
      assert.deepEqual(await refusalOf(ask("/?zip", [`Content-Type: ${type}`], "POST")), refusal);
    });
  }

  it("is chosen by few forms at once from one address: their names take memory while they wait", async (test) => {
    const ask = await zipsOf(test, 99);
    const form = ["Content-Type: application/x-www-form-urlencoded"];
    const asked = Array.from({ length: 9 }, (_, at) => refusalOf(ask(`/?zip&name=missing${at}`, form, "POST")));
    const refused = (await Promise.all(asked)).filter((refusal) => refusal[0] === 503);
    assert.deepEqual(refused, [[503, "too many zips are chosen at once from one address"]]);
    assert.equal((await ask("/?zip&name=a.txt", form, "POST")).status, 200);
  });

  it("waits for others where all on their way out would hold too much; who takes the same one may", async (test) => {
    const ask = await zipsOf(test, 99, 8);
    const { body } = await ask("/?zip");
    assert.ok(body.kind === "stream");
    const zip = body.stream[Symbol.asyncIterator]();
    await zip.next();
    const refusal = [503, "too many files are sent in zips at once from one address"];
    assert.deepEqual(await refusalOf(ask("/?zip&name=a.txt")), refusal);
    assert.equal((await ask("/?zip")).status, 200);
    await zip.return?.();
    assert.equal((await ask("/?zip&name=a.txt")).status, 200);
  });

  it("says in the log how much it holds", async (test) => {
    const ask = await zipsOf(test, 99);
    const asked = ["/?zip&name=a.txt", "/?zip&name=a.txt&name=b.txt", "/?zip&name=a.txt&name=b.txt&name=gone"];
    const reasons = asked.map(async (target) => (await ask(target)).reason);
    assert.deepEqual(await Promise.all(reasons), [
      "a zip of one file or folder",
      "a zip of 2 files and folders",
      "a zip of 2 files and folders, and a note that says what is left out and why",
    ]);
  });

  for (const { query, name, rule } of [
    { query: "?zip", name: "Photos.zip", rule: "the folder, where all is meant" },
    { query: "?zip&name=b.txt", name: "b.txt.zip", rule: "the one that was chosen" },
    { query: "?zip&name=b.txt&name=c.txt", name: "Photos.zip", rule: "the folder, where several were chosen" },
  ]) {
    it(`is called like ${rule}: ${query}`, async (test) => {
      const { headers } = await (await zipsOf(test, 99))(`/${query}`);
      assert.equal(headers.get("content-disposition", ""), `attachment; filename="${name}"`);
    });
  }
});
