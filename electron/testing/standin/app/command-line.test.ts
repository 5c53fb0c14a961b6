import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCommandLine } from "./command-line.ts";

describe("the command line of Electron's executable", () => {
  it("is split into modules, switches and the app", () => {
    const args = ["-r", "loader.js", "--no-sandbox", "--inspect=0", "folder", "--user-data-dir=/a=b", "/srv/films"];
    const { required, switches, app } = parseCommandLine(args);
    assert.deepEqual(required, ["loader.js"]);
    assert.deepEqual(
      [...switches],
      [
        ["no-sandbox", ""],
        ["inspect", "0"],
        ["user-data-dir", "/a=b"],
      ],
    );
    assert.equal(app, "folder");
  });

  it("may name no app", () => assert.equal(parseCommandLine(["--version"]).app, undefined));
});
