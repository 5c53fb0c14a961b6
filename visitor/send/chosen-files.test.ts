import assert from "node:assert/strict";
import { it } from "node:test";
import { splitHidden } from "./chosen-files.ts";

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
    "Holiday/thumbs.db.txt",
    "Holiday/.git/config",
    "Holiday/.git/objects/c",
  ];
  const { files, hidden } = splitHidden(paths.map(chosen));
  assert.deepEqual(
    files.map(({ file, folders }) => [...folders, file.name].join("/")),
    ["a.txt", ".env", "Holiday/b.jpg", "Holiday/thumbs.db.txt"], // a file that was chosen itself is refused by its name
  );
  assert.equal(hidden, 5);
});
