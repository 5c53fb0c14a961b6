import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isGone, splitHidden } from "./chosen-files.ts";

it("hidden files of folders are not sent: systems leave them there, and the server takes none", () => {
  const chosen = (path: string) => {
    const folders = path.split("/");
    const name = folders.pop() ?? "";
    return { file: new File([], name), folders };
  };
  const paths = [
    "a.txt",
    ".env",
    "Holiday/b.jpg",
    "Holiday/.DS_Store",
    "Holiday/Thumbs.db",
    "Holiday/beach/desktop.ini",
    "Holiday/Icon\r",
    "Holiday/Icon",
    "Holiday/thumbs.db.txt",
    "Holiday/.git/config",
    "Holiday/.git/objects/c",
  ];
  const { files, hidden } = splitHidden(paths.map(chosen));
  assert.deepEqual(
    files.map(({ file, folders }) => [...folders, file.name].join("/")),
    ["a.txt", ".env", "Holiday/b.jpg", "Holiday/Icon", "Holiday/thumbs.db.txt"], // a file that was chosen itself is refused by its name
  );
  assert.equal(hidden, 6);
});

describe("a file whose connection broke", () => {
  const cases = [
    { title: "is there where it can be read", file: "read", all: "read", gone: false },
    { title: "was changed or removed where it alone cannot be read", file: "refused", all: "read", gone: true },
    { title: "may be there where nothing can be read", file: "refused", all: "refused", gone: false },
  ] as const;
  for (const { title, file, all, gone } of cases) {
    it(title, async (t) => {
      const chosen = new File(["x"], "a.txt");
      const part = chosen.slice(0, 1);
      t.mock.method(chosen, "slice", () => part);
      t.mock.method(Blob.prototype, "arrayBuffer", function (this: Blob) {
        const isRefused = (this === part ? file : all) === "refused";
        return isRefused ? Promise.reject(new Error("not readable")) : Promise.resolve(new ArrayBuffer(1));
      });
      assert.equal(await isGone(chosen), gone);
    });
  }
});
