import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { get } from "../connection/testing.ts";
import { RawClient } from "../testing/raw-client.ts";
import { folderOf } from "../testing/shared-folder.ts";
import { runShare, shareFolder } from "../testing/terminal.ts";

describe("the note of the terminal command", () => {
  for (const note of ["wellcome.md", "README.TXT", "notes/hello", "C:\\hello", "."]) {
    it(`is no file's name that nobody can read: ${note}`, async (test) => {
      const folder = await folderOf(test, { "a.txt": "" });
      const named = note === "." ? `${folder}${path.sep}` : note;
      const terminal = runShare(test, [folder, "--host", "127.0.0.1", "--port", "0", "--note", named]);
      assert.equal(await terminal.exited, 1);
      const sentence = `The file ${named} for the note is not there or cannot be read.`;
      assert.equal(terminal.errors, `porchlight: ${sentence} Name one that is there, or say the note's words.\n`);
      assert.equal(terminal.output, "");
    });
  }

  for (const [note, shown] of [
    ["Welcome", "Welcome"],
    ["Take what you like. See list.md", "Take what you like"],
    ["https://example.org/a.md", "example.org"],
    ["1.5", "1.5"],
  ] as const) {
    it(`is the words themselves: ${note}`, async (test) => {
      const { port } = await shareFolder(test, await folderOf(test, { "a.txt": "" }), ["--note", note]);
      assert.ok((await pageOf(port)).includes(shown));
    });
  }

  it("is what the file says that is there", async (test) => {
    const folder = await folderOf(test, { "share/a.txt": "", "welcome.md": "Hello **you**" });
    const args = ["--note", path.join(folder, "welcome.md")];
    const { port } = await shareFolder(test, path.join(folder, "share"), args);
    assert.match(await pageOf(port), /Hello <strong>you<\/strong>/);
  });

  it("is what the file says, also as PowerShell writes it", async (test) => {
    const folder = await folderOf(test, { "share/a.txt": "" });
    const note = path.join(folder, "welcome.md");
    await writeFile(note, Buffer.from("\ufeffHello **you**\r\n", "utf16le"));
    const { port } = await shareFolder(test, path.join(folder, "share"), ["--note", note]);
    assert.match(await pageOf(port), /Hello <strong>you<\/strong>/);
  });
});

describe("a website that visitors may send files to", () => {
  const sentence = "Visitors could add pages to this website, whose scripts would run.";
  const rules = [
    { args: ["--website", "--uploads"], isWarned: true },
    { args: ["--spa", "--uploads", "--log", "ndjson"], isWarned: true },
    { args: ["--website"], isWarned: false },
    { args: ["--uploads"], isWarned: false },
    { args: ["--website", "--uploads", "--inbox"], isWarned: false },
  ];
  for (const { args, isWarned } of rules) {
    it(`${isWarned ? "is warned of" : "is no danger"}: ${args.join(" ")}`, async (test) => {
      const inbox = args.includes("--inbox") ? [await folderOf(test)] : [];
      const terminal = await shareFolder(test, await folderOf(test), [...args, ...inbox]);
      terminal.child.kill("SIGTERM");
      assert.equal(await terminal.exited, 0);
      assert.equal(terminal.errors.includes(sentence), isWarned);
      assert.ok(!terminal.output.includes(sentence));
    });
  }
});

async function pageOf(port: number): Promise<string> {
  const visitor = await RawClient.open(port);
  await visitor.send(get("/", "Accept: text/html\r\n"));
  const { body } = await visitor.response();
  visitor.close();
  return body.toString();
}
