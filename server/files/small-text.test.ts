import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSmallText } from "./small-text.ts";
import { allClosed, breakReading, plantRoot } from "./testing.ts";

describe("a small text of a share", () => {
  for (const [names, text, rule] of [
    [["a.md"], "héllo", "is read as UTF-8"],
    [["long.md"], undefined, "is not read beyond its bound"],
    [["nothing"], undefined, "is not there"],
    [["folder"], undefined, "is no folder"],
    [["out.md"], undefined, "is not outside the share"],
    [[".hidden.md"], undefined, "is not hidden"],
  ] as const) {
    it(rule, async (t) => {
      const root = await plantRoot(t, {
        ...{
          "a.md": "héllo",
          "long.md": "1234567",
          "folder/": "",
          "out.md": { symlink: "/etc/hostname" },
          ".hidden.md": "h",
        },
      });
      assert.equal(await readSmallText(root, names, 6), text);
      await allClosed(root.path);
    });
  }

  for (const code of ["EBUSY", "UNKNOWN", "EIO"]) {
    it(`is passed over where it opens and then cannot be read: ${code}`, async (t) => {
      const root = await plantRoot(t, { "a.md": "a" });
      breakReading(t, code);
      assert.equal(await readSmallText(root, ["a.md"], 6), undefined);
      await allClosed(root.path);
    });
  }
});
